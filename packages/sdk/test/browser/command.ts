/** What a test tells a page in a frame to do. The page answers each with its number. */
export interface Command {
  test: 'command';
  n: number;
  name: string;
  arguments: readonly unknown[];
}

export interface CommandResult {
  test: 'result';
  n: number;
  value?: unknown;
  /** Code of the error, when the command failed. */
  code?: string;
}

/** The page's side: runs commands by name and posts what came of them. `*`: the test does not know where it is embedded. */
export function obey(commands: Record<string, (...given: never[]) => unknown>): void {
  window.addEventListener('message', (event: MessageEvent<Command | null>) => {
    if (event.source !== window.parent || event.data?.test !== 'command') return;
    const { n, name, arguments: given } = event.data;
    const answer = (result: Omit<CommandResult, 'test' | 'n'>) =>
      window.parent.postMessage({ test: 'result', n, ...result } satisfies CommandResult, '*');
    Promise.resolve()
      .then(() => commands[name]?.(...(given as never[])))
      .then(
        (value) => answer({ value }),
        (error: Error & { code?: string }) => answer({ code: error.code ?? error.message }),
      );
  });
  window.parent.postMessage({ test: 'ready' }, '*');
}

/** The test's side: what the page in a frame is told, and what it says. */
export class FramePage {
  readonly #frame: HTMLIFrameElement;
  readonly ready: Promise<void>;
  #next = 1;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
    this.ready = this.#hear((data) => (data as { test?: string } | null)?.test === 'ready').then(
      () => undefined,
    );
  }

  /** Rejects with the code, as an Error's message, when the command fails in the page. */
  async tell(name: string, ...given: unknown[]): Promise<unknown> {
    await this.ready;
    const n = this.#next++;
    const result = this.#hear((data) => {
      const said = data as Partial<CommandResult> | null;
      return said?.test === 'result' && said.n === n;
    });
    this.#frame.contentWindow?.postMessage(
      { test: 'command', n, name, arguments: given } satisfies Command,
      '*',
    );
    const { value, code } = (await result) as CommandResult;
    if (code !== undefined) throw new Error(code);
    return value;
  }

  #hear(isWanted: (data: unknown) => boolean): Promise<unknown> {
    const source = this.#frame.contentWindow;
    return new Promise((resolve) => {
      const listen = (event: MessageEvent<unknown>) => {
        if (event.source !== source || !isWanted(event.data)) return;
        window.removeEventListener('message', listen);
        resolve(event.data);
      };
      window.addEventListener('message', listen);
    });
  }
}
