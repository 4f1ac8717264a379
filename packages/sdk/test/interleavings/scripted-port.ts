import type { Scheduler } from './scheduler.ts';

type Listener = (event: MessageEvent) => void;

/** One end of a message channel whose deliveries are tasks of the schedule. Clones like a real one. */
class ScriptedPort {
  readonly #queue: string;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<EventListenerOrEventListenerObject>();
  readonly #early: unknown[] = [];
  peer: ScriptedPort | undefined;
  #isStarted = false;
  #isClosed = false;

  constructor(queue: string, scheduler: Scheduler) {
    this.#queue = queue;
    this.#scheduler = scheduler;
  }

  postMessage(message: unknown): void {
    if (this.#isClosed) return;
    const data: unknown = structuredClone(message);
    this.#scheduler.post(this.#queue, labelOf(data), () => this.peer?.deliver(structuredClone(data)));
  }

  addEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    for (const data of this.#early.splice(0)) this.deliver(data);
  }

  close(): void {
    this.#isClosed = true;
  }

  deliver(data: unknown): void {
    if (this.#isClosed) return;
    if (!this.#isStarted) return void this.#early.push(data);
    const event = { data, origin: '', ports: [] } as unknown as MessageEvent;
    for (const listener of [...this.#listeners])
      if (typeof listener === 'function') (listener as Listener)(event);
      else listener.handleEvent(event);
  }
}

/** A pair of ends. `name` names both ways in a schedule. */
export function scriptedChannel(
  name: string,
  scheduler: Scheduler,
): { port1: MessagePort; port2: MessagePort } {
  const port1 = new ScriptedPort(`${name} → plugin`, scheduler);
  const port2 = new ScriptedPort(`${name} → host`, scheduler);
  port1.peer = port2;
  port2.peer = port1;
  return { port1: port1 as unknown as MessagePort, port2: port2 as unknown as MessagePort };
}

/** What a schedule calls a message. */
function labelOf(data: unknown): string {
  const { samspil, name, type, path } = (data ?? {}) as Record<string, unknown>;
  if (samspil === 'event') return `event ${String(name)}`;
  if (typeof samspil === 'string') return samspil;
  return type === 'APPLY' ? `call ${String(path)}` : 'answer';
}
