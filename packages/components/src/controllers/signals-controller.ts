import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A signal, or anything else that calls back after a change. */
interface SomeSignal {
  subscribe(listener: () => void): () => void;
}

/** Renders the host anew whenever one of its signals changes. Which signals they are may change between renderings. */
export class SignalsController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #signals: () => readonly (SomeSignal | undefined)[];
  readonly #subscriptions = new Map<SomeSignal, () => void>();

  constructor(host: ReactiveControllerHost, signals: () => readonly (SomeSignal | undefined)[]) {
    this.#host = host;
    this.#signals = signals;
    host.addController(this);
  }

  hostUpdate(): void {
    const wanted = new Set(this.#signals().filter((signal) => signal !== undefined));
    for (const [signal, stop] of this.#subscriptions) {
      if (wanted.has(signal)) continue;
      stop();
      this.#subscriptions.delete(signal);
    }
    for (const signal of wanted) {
      if (this.#subscriptions.has(signal)) continue;
      this.#subscriptions.set(
        signal,
        signal.subscribe(() => this.#host.requestUpdate()),
      );
    }
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#subscriptions.values()) stop();
    this.#subscriptions.clear();
  }
}
