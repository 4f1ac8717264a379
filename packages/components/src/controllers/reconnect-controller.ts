import type { Signal } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SignalsController } from './signals-controller.ts';

/** Calls back when the way to the record is open again after an outage, so that nobody has to press "try again". */
export class ReconnectController implements ReactiveController {
  readonly #online: () => Signal<boolean> | undefined;
  readonly #back: () => void;
  #wasOnline = true;

  constructor(host: ReactiveControllerHost, online: () => Signal<boolean> | undefined, back: () => void) {
    this.#online = online;
    this.#back = back;
    new SignalsController(host, () => [online()]);
    host.addController(this);
  }

  hostUpdate(): void {
    const wasOnline = this.#wasOnline;
    this.#wasOnline = this.#online()?.value ?? true;
    if (this.#wasOnline && !wasOnline) this.#back();
  }
}
