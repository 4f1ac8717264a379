import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { chevronIcon, panelIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { renderTabs } from '../tabs/render-tabs.ts';
import { tabs } from '../tabs/tabs.styles.ts';
import { textsIn } from '../texts.ts';

const TABS = ['messages', 'writes', 'plugins'] as const;
type Tab = (typeof TABS)[number];

/** The panel for those who want to know how it works: messages, writes and plugins. Closed until asked for. */
export class WorkplaceUnderTheHood extends LitElement {
  static override styles = [
    controls,
    tabs,
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
        margin-block: 0.5rem;
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
      ${renderTabs(
        {
          names: TABS,
          chosen: this.tab,
          label: t('hood.tabs'),
          titleOf: (tab) => t(`hood.tab.${tab}`),
          choose: (tab) => (this.tab = tab),
        },
        this.#renderTab(t.locale),
      )}
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
}
