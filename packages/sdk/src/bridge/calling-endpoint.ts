import type { Endpoint } from 'comlink';
import type { HostMessage } from './wire.ts';

/** A port as comlink wants it: answers go to comlink, our own one-way messages to us, and a call takes its trace along. */
export class CallingEndpoint implements Endpoint {
  readonly #port: MessagePort;
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  /** Id of the call that was posted last. */
  lastCall = '';
  /** Goes beside the arguments of the next call. */
  traceparent: string | undefined;

  constructor(port: MessagePort, onHostMessage: (message: HostMessage) => void) {
    this.#port = port;
    port.addEventListener('message', (event: MessageEvent<Partial<HostMessage> | null>) => {
      const message = event.data;
      if (message?.samspil) onHostMessage(message as HostMessage);
      else for (const listener of this.#listeners) listener(event);
    });
  }

  postMessage(message: { id?: string; traceparent?: string }, transfer: Transferable[] = []): void {
    this.lastCall = message.id ?? '';
    if (this.traceparent !== undefined) message.traceparent = this.traceparent;
    this.#port.postMessage(message, transfer);
  }

  addEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.add(listener as (event: MessageEvent) => void);
  }

  removeEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.delete(listener as (event: MessageEvent) => void);
  }
}
