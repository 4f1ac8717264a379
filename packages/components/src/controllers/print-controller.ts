import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether the page is being put on paper: then an element shows what a screen hides behind a button. */
export class PrintController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #media: MediaQueryList | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isPrinting(): boolean {
    return this.#media?.matches ?? false;
  }

  hostConnected(): void {
    this.#media = matchMedia('print');
    this.#media.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => {
    this.#host.requestUpdate();
  };
}
