import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Holds back an update while a pointer is down in the element. Leaving a field by pressing on the next control shows the
 * field's fault, which moves that control away from under the finger: the press would end beside it and do nothing.
 */
export class PressController implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  #isDown = false;
  #isWaiting = false;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#press);
    for (const type of ENDS) globalThis.addEventListener(type, this.#release);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#press);
    for (const type of ENDS) globalThis.removeEventListener(type, this.#release);
  }

  /** Updates the element now, or once the press has become a click. */
  requestUpdate(): void {
    if (this.#isDown) this.#isWaiting = true;
    else this.#host.requestUpdate();
  }

  readonly #press = (): void => {
    this.#isDown = true;
  };

  readonly #release = (): void => {
    this.#isDown = false;
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    // The click follows the release within the same task.
    setTimeout(() => this.#host.requestUpdate());
  };
}

const ENDS = ['pointerup', 'pointercancel'] as const;
