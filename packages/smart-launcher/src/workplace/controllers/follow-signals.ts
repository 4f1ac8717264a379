import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whatever one can follow: a signal, or something else that tells when it changed. */
export interface Followed {
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** Renders an element anew when one of its signals changes. Which signals they are may change between renderings. */
export class FollowSignals implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #signals: () => readonly (Followed | undefined)[];
  #stops = new Map<Followed, () => void>();

  constructor(host: ReactiveControllerHost, signals: () => readonly (Followed | undefined)[]) {
    this.#host = host;
    this.#signals = signals;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const stops = new Map<Followed, () => void>();
    for (const signal of this.#signals()) {
      if (!signal || stops.has(signal)) continue;
      stops.set(signal, this.#stops.get(signal) ?? signal.subscribe(() => this.#host.requestUpdate()));
    }
    for (const [signal, stop] of this.#stops) if (!stops.has(signal)) stop();
    this.#stops = stops;
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops = new Map();
  }
}
