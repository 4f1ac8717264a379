/** What the workplace's own realm is like, seen from inside it and compared with how it was before the attack. */
export class RealmWatch {
  readonly #before = inherited();
  readonly #uncaught: string[] = [];
  readonly #console: string[] = [];
  readonly #sent: string[] = [];
  #ports = 0;
  #longestStallMs = 0;
  #lastTurnAt = performance.now();

  constructor() {
    window.addEventListener('error', (event) => {
      // What an element could not load is told here too, and is no fault of the code.
      if (event instanceof ErrorEvent) this.#uncaught.push(String(event.message));
    });
    window.addEventListener('unhandledrejection', ({ reason }) => this.#uncaught.push(String(reason)));
    for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
      const write = console[level].bind(console);
      console[level] = (...given: unknown[]) => {
        this.#console.push(given.map(String).join(' '));
        write(...given);
      };
    }
    this.#tapPorts();
    this.#turn();
  }

  /** Forgets what was before; prototypes are compared with the very first time. */
  begin(): void {
    for (const list of [this.#uncaught, this.#console, this.#sent]) list.length = 0;
    this.#ports = 0;
    this.#longestStallMs = 0;
    this.#lastTurnAt = performance.now();
  }

  get sent(): readonly string[] {
    return [...this.#sent];
  }

  get ports(): number {
    return this.#ports;
  }

  seen() {
    const polluted = inherited().filter((name) => !this.#before.includes(name));
    const page = globalThis as { __samspilAttacked?: unknown };
    const ranCode = page.__samspilAttacked !== undefined;
    this.#clean(polluted);
    delete page.__samspilAttacked;
    return {
      polluted,
      ranCode,
      uncaught: [...this.#uncaught],
      console: [...this.#console],
      longestStallMs: this.#longestStallMs,
    };
  }

  /** Each case begins in an intact realm, or one success would be counted for all that follow. */
  #clean(polluted: readonly string[]): void {
    for (const name of polluted) {
      const [owner, key] = name.split('.') as [keyof typeof PROTOTYPES, string];
      delete (PROTOTYPES[owner] as unknown as Record<string, unknown>)[key];
    }
  }

  /** Everything that leaves through a port, whoever posts it. */
  #tapPorts(): void {
    const sent = this.#sent;
    const post = MessagePort.prototype.postMessage as (...given: unknown[]) => void;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]) {
      sent.push(asJson(message));
      post.call(this, message, ...rest);
    };
    const count = () => (this.#ports += 1);
    const Channel = MessageChannel;
    window.MessageChannel = class extends Channel {
      constructor() {
        super();
        count();
      }
    };
  }

  #turn = (): void => {
    const now = performance.now();
    this.#longestStallMs = Math.max(this.#longestStallMs, now - this.#lastTurnAt);
    this.#lastTurnAt = now;
    setTimeout(this.#turn, 5);
  };
}

const PROTOTYPES = { Object: Object.prototype, Array: Array.prototype, Function: Function.prototype };

function inherited(): string[] {
  return Object.entries(PROTOTYPES).flatMap(([owner, prototype]) =>
    Object.getOwnPropertyNames(prototype).map((name) => `${owner}.${name}`),
  );
}

/** Errors as their text, which JSON would leave out. */
function asJson(message: unknown): string {
  try {
    return JSON.stringify(message, (_, value: unknown) =>
      value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
    );
  } catch {
    return String(message);
  }
}
