import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SlotEntry } from './slot-entry.ts';

export interface OverlayOptions {
  entries(): readonly SlotEntry[];
  sectionOf(entry: SlotEntry): HTMLElement | null | undefined;
}

/**
 * Puts the place of a plugin into the top layer, where it stands in the document: a frame that is moved in the DOM loads
 * anew, one that becomes a popover does not.
 *
 * Escape in the page closes it, and so does going elsewhere: nothing that has the focus is ever hidden behind it (WCAG
 * 2.4.11), and the keyboard is not held in it (WCAG 2.1.2). Who closes it is put back into the plugin.
 */
export class OverlayController implements ReactiveController {
  readonly #options: OverlayOptions;
  #connection: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: OverlayOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    for (const type of ['focusin', 'pointerdown'] as const)
      document.addEventListener(type, (event) => this.#follow(event), { signal });
    // Going into another frame is heard by nobody but the window, which loses the focus to it.
    window.addEventListener('blur', () => this.#lookAtFrame(), { signal });
    document.addEventListener(
      'keydown',
      (event) => {
        const open = event.key === 'Escape' && !event.defaultPrevented ? this.#open : undefined;
        if (open) this.close(open);
      },
      { signal },
    );
  }

  hostDisconnected(): void {
    this.#connection?.abort();
  }

  /** The attribute is there by now; without it a popover is hidden by the platform. */
  hostUpdated(): void {
    for (const entry of this.#options.entries()) {
      const section = entry.place.overlay && this.#options.sectionOf(entry);
      if (section && !section.matches(':popover-open')) section.showPopover();
    }
  }

  /** Closes it and puts the focus back into the plugin. */
  close(entry: SlotEntry): void {
    entry.place.closeOverlay();
    entry.plugin?.element.focus();
  }

  get #open(): SlotEntry | undefined {
    return this.#options.entries().find(({ place }) => place.overlay);
  }

  #lookAtFrame(): void {
    const open = this.#open;
    const section = open && this.#options.sectionOf(open);
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (section && active instanceof HTMLIFrameElement && !section.contains(active))
      open.place.closeOverlay();
  }

  #follow(event: Event): void {
    const open = this.#open;
    const section = open && this.#options.sectionOf(open);
    if (!section) return;
    const path = event.composedPath();
    // A question over it, a menu over it: she comes back from there.
    const isAbove = path.some((node) => node instanceof Element && node.matches(':modal, :popover-open'));
    if (!path.includes(section) && !isAbove) open.place.closeOverlay();
  }
}
