import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Desktop } from '../desktop.ts';
import type { Preferences } from '../preferences.ts';
import { listenForKeys } from './page-keys.ts';
import { themeOf } from './workplace-theme.ts';

export interface DeskServicesOptions {
  desktop(): Desktop | undefined;
  preferences(): Preferences;
  /** A plugin says that its task is done. */
  onDone(title: string): void;
  /** A plugin wants the patient list, and the person agreed. */
  showList(): void;
}

/** What the page itself gives plugins: its look, its keys, the way to the patient list, an ear for who is done. */
export class DeskServices implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: DeskServicesOptions;
  readonly #dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
  readonly #contrast = globalThis.matchMedia('(prefers-contrast: more)');
  readonly #touch = globalThis.matchMedia('(any-pointer: coarse)');
  #desktop: Desktop | undefined;
  /** The theme that was given, as text: the same wishes make the same. */
  #theme: string | undefined;
  #connected: AbortController | undefined;
  #served: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: DeskServicesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    for (const wish of [this.#dark, this.#contrast, this.#touch])
      wish.addEventListener('change', () => this.#host.requestUpdate(), { signal });
  }

  hostUpdate(): void {
    const desktop = this.#options.desktop();
    if (desktop !== this.#desktop) this.#serve(desktop);
    const theme = themeOf(this.#options.preferences(), {
      isDark: this.#dark.matches,
      wantsContrast: this.#contrast.matches,
      hasTouch: this.#touch.matches,
    });
    const text = JSON.stringify(theme);
    if (text === this.#theme) return;
    this.#theme = text;
    desktop?.host.setTheme(theme);
  }

  hostDisconnected(): void {
    this.#connected?.abort();
    this.#serve(undefined);
  }

  #serve(desktop: Desktop | undefined): void {
    this.#served?.abort();
    this.#desktop = desktop;
    this.#theme = undefined;
    if (!desktop) return;
    this.#served = new AbortController();
    const { signal } = this.#served;
    listenForKeys(document, desktop.ui, signal);
    const stops = [
      desktop.ui.offerPlace('patient.list', () => this.#options.showList()),
      desktop.ui.finished.subscribe((plugin) => {
        if (plugin) this.#options.onDone(plugin.title);
      }),
    ];
    for (const stop of stops) signal.addEventListener('abort', stop);
  }
}
