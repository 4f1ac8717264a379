import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { chevronIcon, panelIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

const TABS = ['messages', 'writes', 'plugins'] as const;
type Tab = (typeof TABS)[number];

/** The panel for those who want to know how it works: messages, writes and plugins. Closed until asked for. */
export class WorkplaceUnderTheHood extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        border-block-start: 1px solid var(--samspil-border-strong);
        background: var(--samspil-surface);
      }
      .toggle {
        width: 100%;
        justify-content: flex-start;
        padding-inline: 1rem;
        border: 0;
        border-radius: 0;
        background: var(--samspil-surface);
      }
      .toggle svg:last-child {
        margin-inline-start: auto;
        rotate: 180deg;
      }
      .toggle[aria-expanded='true'] svg:last-child {
        rotate: 0deg;
      }
      .panel {
        padding: 0 1rem 1rem;
      }
      [role='tablist'] {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin-block: 0.5rem;
        border-block-end: 1px solid var(--samspil-border-strong);
      }
      [role='tab'] {
        border-color: transparent;
        border-end-start-radius: 0;
        border-end-end-radius: 0;
        background: transparent;
      }
      [role='tab'][aria-selected='true'] {
        border-block-end: 3px solid var(--samspil-accent);
        color: var(--samspil-accent);
      }
      [role='tabpanel'] {
        max-height: 45vh;
        overflow: auto;
        padding-block: 0.25rem;
      }
      @media (min-width: 62rem) and (min-height: 44rem) {
        :host {
          position: sticky;
          z-index: 3;
          inset-block-end: 0;
        }
      }
      @media (max-width: 40rem) {
        [role='tabpanel'] {
          max-height: none;
        }
        [role='tab'] {
          padding-inline: 0.5rem;
        }
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    locale: {},
    isOpen: { state: true },
    tab: { state: true },
  };

  declare desktop: Desktop;
  declare locale: string;
  declare private isOpen: boolean;
  declare private tab: Tab;

  constructor() {
    super();
    this.locale = 'da';
    this.isOpen = false;
    this.tab = 'messages';
  }

  readonly #size = new ResizeObserver(() => {
    // What has the focus is scrolled clear of the panel where that stays at the edge of the screen (WCAG 2.4.11).
    const isSticky = getComputedStyle(this).position === 'sticky';
    document.documentElement.style.scrollPaddingBlockEnd = isSticky ? `${this.offsetHeight + 8}px` : '';
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return html`<section aria-label=${t('hood.title')}>
      <button
        type="button"
        class="toggle"
        aria-expanded=${this.isOpen}
        aria-controls="panel"
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        ${panelIcon}${t('hood.title')}${chevronIcon}
      </button>
      <div id="panel" class="panel" ?hidden=${!this.isOpen}>
        ${this.isOpen ? this.#renderPanel() : nothing}
      </div>
    </section>`;
  }

  #renderPanel(): TemplateResult {
    const t = textsIn(this.locale);
    return html`
      <p class="muted small">${t('hood.lead')}</p>
      <div role="tablist" aria-label=${t('hood.tabs')} @keydown=${this.#moved}>
        ${TABS.map(
          (tab) =>
            html`<button
              type="button"
              role="tab"
              id=${`tab-${tab}`}
              aria-selected=${tab === this.tab}
              aria-controls="content"
              tabindex=${tab === this.tab ? 0 : -1}
              @click=${() => (this.tab = tab)}
            >
              ${t(`hood.tab.${tab}`)}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="content" aria-labelledby=${`tab-${this.tab}`} tabindex="0">
        ${this.#renderTab(t.locale)}
      </div>
    `;
  }

  #renderTab(locale: string): TemplateResult {
    const { desktop } = this;
    switch (this.tab) {
      case 'messages':
        return html`<workplace-messages .log=${desktop.log} .locale=${locale}></workplace-messages>`;
      case 'writes':
        return html`<workplace-writes .desktop=${desktop} .locale=${locale}></workplace-writes>`;
      case 'plugins':
        return html`<workplace-plugins .desktop=${desktop} .locale=${locale}></workplace-plugins>`;
    }
  }

  /** The arrow keys move between tabs and open them, as the pattern for tabs has it. */
  readonly #moved = (event: KeyboardEvent): void => {
    const at = TABS.indexOf(this.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.tab = TABS[(to + TABS.length) % TABS.length] ?? 'messages';
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus();
  };
}
