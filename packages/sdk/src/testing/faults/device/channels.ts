import type { TurnOwner, Turns } from './turns.ts';

/** BroadcastChannels of one origin. A message arrives later, in order for each receiver, and never at a crashed tab. */
export class Channels {
  readonly #turns: Turns;
  readonly #open = new Map<string, Set<Port>>();
  #next = 1;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  open(name: string, owner: TurnOwner): BroadcastChannel {
    const ports = this.#open.get(name) ?? new Set();
    this.#open.set(name, ports);
    const lane = `channel ${this.#next++}`;
    const port: Port = new Port(
      (data) => {
        for (const other of ports) if (other !== port) other.receive(structuredClone(data));
      },
      (deliver) => this.#turns.post(deliver, { owner, lane }),
      () => ports.delete(port),
    );
    ports.add(port);
    // The part of the interface that there is without `onmessage`.
    return port as unknown as BroadcastChannel;
  }
}

class Port extends EventTarget {
  readonly #send: (data: unknown) => void;
  readonly #later: (deliver: () => void) => void;
  readonly #leave: () => void;
  #isClosed = false;

  constructor(send: (data: unknown) => void, later: (deliver: () => void) => void, leave: () => void) {
    super();
    this.#send = send;
    this.#later = later;
    this.#leave = leave;
  }

  postMessage(data: unknown): void {
    if (this.#isClosed) throw new DOMException('The channel is closed.', 'InvalidStateError');
    this.#send(data);
  }

  receive(data: unknown): void {
    this.#later(() => {
      if (!this.#isClosed) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#leave();
  }
}
