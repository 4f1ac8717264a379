import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { chevronIcon, infoIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { menu } from '../styles/menu.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import type { DesktopUi } from './desktop-ui.ts';
import { badgeStyles, renderBadge } from './render-badge.ts';
import { noticeStyles, renderNotice } from './render-notice.ts';

/** Every message of a plugin about the open patient, also those no longer in sight, and the keys that plugins listen to. */
export class WorkplaceNotices extends LitElement {
  static override styles = [
    controls,
    menu,
    badgeStyles,
    noticeStyles,
    css`
      [popover] {
        width: min(26rem, calc(100vw - 1.5rem));
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin-block: 0.5rem 0;
      }
      h3 {
        margin-block-start: 1rem;
        padding-block-start: 0.75rem;
        border-block-start: 1px solid var(--samspil-border);
      }
      .keys li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.25rem 0.75rem;
        align-items: center;
      }
      kbd {
        padding: 0 0.375rem;
        border: 1px solid var(--samspil-border-strong);
        border-radius: var(--samspil-radius-small);
        font: inherit;
        white-space: nowrap;
      }
      .count {
        min-width: 1.5rem;
        padding-inline: 0.375rem;
        border-radius: 1rem;
        background: var(--samspil-accent);
        color: var(--samspil-on-accent);
        font-size: 0.875rem;
        text-align: center;
      }
      @media (max-width: 46rem) {
        button[popovertarget] {
          padding-inline: 0.375rem;
        }
        button[popovertarget] > svg:last-child {
          display: none;
        }
        .label {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      .count[data-count='0'] {
        background: transparent;
        color: inherit;
      }
    `,
  ];

  static override properties = { ui: { attribute: false }, locale: {} };

  declare ui: DesktopUi;
  declare locale: string;

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.ui.notices, this.ui.shortcuts]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const notices = this.ui.notices.value;
    return html`
      <button type="button" class="quiet" popovertarget="list">
        ${infoIcon}<span class="label">${t('services.notices')}</span>
        <span class="count" data-count=${notices.length}>${notices.length}</span>
        ${chevronIcon}
      </button>
      <div id="list" popover role="group" aria-labelledby="heading" @beforetoggle=${this.#place}>
        <h2 id="heading">${t('services.heading')}</h2>
        ${notices.length === 0 ? html`<p class="muted">${t('services.none')}</p>` : this.#renderNotices(t)}
        <h3>${t('services.keys')}</h3>
        <ul class="keys">
          <li><span>${t('services.keysRegions')}</span><kbd>F6</kbd></li>
          ${this.ui.shortcuts.value.map(
            ({ keys, label, plugin }) =>
              html`<li>
                <span><span dir="auto">${label}</span> ${renderBadge(t, plugin)}</span><kbd>${keys}</kbd>
              </li>`,
          )}
        </ul>
      </div>
    `;
  }

  #renderNotices(t: Texts): TemplateResult {
    // The newest on top: what is to be read first is not below the edge.
    return html`<ul>
      ${[...this.ui.notices.value]
        .reverse()
        .map((notice) => html`<li>${renderNotice(t, notice, () => this.ui.dismiss(notice.id))}</li>`)}
    </ul>`;
  }

  /** Under its button, wherever the page is scrolled to. */
  readonly #place = (event: Event): void => {
    const list = event.currentTarget as HTMLElement;
    const { bottom } = this.getBoundingClientRect();
    list.style.setProperty('--top', `${Math.max(8, bottom + 4)}px`);
  };
}
