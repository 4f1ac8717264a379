import type { OfflineAccess } from '@samspil/sdk/host';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Says when what the device held was let go to make room for a save, while the element is on the page. */
export class FollowLetGo implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #offline: () => Pick<OfflineAccess, 'onLetGo'> | undefined;
  readonly #onLetGo: () => void;
  #followed: Pick<OfflineAccess, 'onLetGo'> | undefined;
  #stop: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    offline: () => Pick<OfflineAccess, 'onLetGo'> | undefined,
    onLetGo: () => void,
  ) {
    this.#host = host;
    this.#offline = offline;
    this.#onLetGo = onLetGo;
    host.addController(this);
  }

  /** Another session has another store. */
  hostUpdate(): void {
    const offline = this.#offline();
    if (offline === this.#followed) return;
    this.#stop?.();
    this.#followed = offline;
    this.#stop = offline?.onLetGo(this.#onLetGo);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#followed = undefined;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }
}
