import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { DeskNotice, DesktopUi } from './desktop-ui.ts';
import { badgeStyles } from './render-badge.ts';
import { noticeStyles, renderNotice } from './render-notice.ts';

/** How long news of no danger stays in sight. It stays in the list of messages. */
const IN_SIGHT_MS = 12_000;
/** More at once would cover the chart. */
const MAX_IN_SIGHT = 3;

/**
 * The newest notices of plugins, at the edge of the screen. Information and success leave after 12 seconds, but not while
 * somebody points at them or is in them; warnings stay until they are taken away. All of them are in the list of
 * messages, in the header.
 */
export class WorkplaceToasts extends LitElement {
  static override styles = [
    controls,
    badgeStyles,
    noticeStyles,
    css`
      :host {
        position: fixed;
        z-index: 3;
        inset: auto 1rem 3.5rem auto;
        width: min(26rem, calc(100vw - 2rem));
        pointer-events: none;
      }
      .toasts,
      .toasts > div {
        display: grid;
        gap: 0.5rem;
      }
      .notice {
        pointer-events: auto;
        box-shadow: 0 0.375rem 1.5rem rgb(0 0 0 / 0.24);
      }
      @media (max-width: 40rem) {
        :host {
          inset-inline: 0.5rem;
          width: auto;
        }
        /* On a phone the newest of each kind; the others are in the list. */
        .notice:not(:last-child) {
          display: none;
        }
      }
    `,
  ];

  static override properties = { ui: { attribute: false }, locale: {}, left: { state: true } };

  declare ui: DesktopUi;
  declare locale: string;
  /** Waits, and returns the function that ends the wait. A test has its own clock. */
  schedule: (delayMs: number, callback: () => void) => () => void = (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  };
  /** Ids of notices that are out of sight. */
  declare private left: ReadonlySet<number>;
  readonly #timers = new Map<number, () => void>();
  #isHeld = false;

  constructor() {
    super();
    this.locale = 'da';
    this.left = new Set();
    new FollowSignals(this, () => [this.ui.notices]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopAll();
  }

  protected override willUpdate(): void {
    const ids = new Set(this.#inSight.map(({ id }) => id));
    for (const [id, stop] of this.#timers) {
      if (ids.has(id)) continue;
      stop();
      this.#timers.delete(id);
    }
    // What was there and is not under the pointer any more, because it went, holds nothing.
    if (ids.size === 0) this.#isHeld = false;
    if (!this.#isHeld) this.#start();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const inSight = this.#inSight.slice(-MAX_IN_SIGHT);
    const render = (isUrgent: boolean) =>
      inSight
        .filter((notice) => isWarning(notice) === isUrgent)
        .map((notice) => renderNotice(t, notice, () => this.ui.dismiss(notice.id)));
    // Two live regions, there from the beginning: what is in none, or comes with its region, is not said.
    return html`<div
      class="toasts"
      @pointerenter=${this.#hold}
      @pointerleave=${this.#release}
      @focusin=${this.#hold}
      @focusout=${this.#release}
    >
      <div role="alert">${render(true)}</div>
      <div role="status">${render(false)}</div>
    </div>`;
  }

  get #inSight(): readonly DeskNotice[] {
    return this.ui.notices.value.filter(({ id }) => !this.left.has(id));
  }

  #start(): void {
    for (const notice of this.#inSight) {
      if (isWarning(notice) || this.#timers.has(notice.id)) continue;
      const leave = () => {
        this.#timers.delete(notice.id);
        this.left = new Set([...this.left, notice.id]);
      };
      this.#timers.set(notice.id, this.schedule(IN_SIGHT_MS, leave));
    }
  }

  #stopAll(): void {
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
  }

  readonly #hold = (): void => {
    this.#isHeld = true;
    this.#stopAll();
  };

  /** The time begins anew: who has just looked away may look back. */
  readonly #release = (): void => {
    this.#isHeld = false;
    this.#start();
  };
}

function isWarning({ level }: DeskNotice): boolean {
  return level === 'warning' || level === 'danger';
}
