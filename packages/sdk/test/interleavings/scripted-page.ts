import type { Scheduler } from './scheduler.ts';

/** A frame as far as the host looks at it. */
class ScriptedFrame extends EventTarget {
  name = '';
  title = '';
  src = '';
  referrerPolicy = '';
  isConnected = false;
  contentWindow: object | null = null;
  readonly contentDocument = null;
  readonly ownerDocument: object;
  readonly #attributes = new Map<string, string>();

  constructor(ownerDocument: object) {
    super();
    this.ownerDocument = ownerDocument;
  }

  get sandbox(): readonly string[] {
    return (this.#attributes.get('sandbox') ?? '').split(' ').filter(Boolean);
  }

  get allow(): string {
    return this.#attributes.get('allow') ?? '';
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  remove(): void {
    this.isConnected = false;
    this.contentWindow = null;
  }
}

/** Runs the plugin that lives at this address in a window of its own, whose `parent` is the workplace's. */
export type LoadPlugin = (own: Window, url: string) => void;

const WORKPLACE = 'https://workplace.example';

/**
 * A page without a browser: just enough of one for the real host to mount plugins in frames and shake hands with them.
 * What windows say to each other arrives when the schedule says so. Gives the element to mount into.
 */
export function scriptedPage(scheduler: Scheduler, load: LoadPlugin): HTMLElement {
  const view = new EventTarget();
  const page = {
    location: { href: `${WORKPLACE}/` },
    defaultView: view,
    createElement: () => new ScriptedFrame(page),
  };
  const tell = (to: EventTarget, what: object) =>
    scheduler.post('windows', 'window message', () =>
      to.dispatchEvent(Object.assign(new Event('message'), what)),
    );
  const append = (frame: ScriptedFrame) => {
    const { origin } = new URL(frame.src);
    const own = Object.assign(new EventTarget(), { name: frame.name, parent: {} });
    // What the host holds of the plugin's window, and the plugin of the host's: each knows the other by that.
    const plugin = {
      length: 0,
      postMessage: (data: unknown, _target: string, ports: readonly MessagePort[]) =>
        tell(own, { data: structuredClone(data), source: own.parent, origin: WORKPLACE, ports }),
    };
    own.parent = {
      postMessage: (data: unknown) =>
        tell(view, { data: structuredClone(data), source: plugin, origin, ports: [] }),
    };
    frame.isConnected = true;
    frame.contentWindow = plugin;
    load(own as unknown as Window, frame.src);
  };
  return { ownerDocument: page, append } as unknown as HTMLElement;
}
