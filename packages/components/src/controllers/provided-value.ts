import { ContextConsumer, type Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A value from the nearest provider, kept up to date. Elements may be defined before `samspil-app` is: their request then
 * finds nobody, so it is made again once the app is there.
 */
export class ProvidedValue<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #consumer: ContextConsumer<Context<unknown, T>, ReactiveControllerHost & HTMLElement>;

  constructor(host: ReactiveControllerHost & HTMLElement, context: Context<unknown, T>) {
    this.#host = host;
    this.#consumer = new ContextConsumer(host, { context, subscribe: true });
    host.addController(this);
  }

  get value(): T | undefined {
    return this.#consumer.value;
  }

  hostConnected(): void {
    if (!this.#host.closest('samspil-app:not(:defined)')) return;
    void customElements.whenDefined('samspil-app').then(() => {
      if (this.#host.isConnected) this.#consumer.hostConnected();
    });
  }
}
