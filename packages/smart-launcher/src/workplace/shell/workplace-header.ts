import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clinician } from '../clinician.ts';
import type { Desktop } from '../desktop.ts';
import { brandMark } from '../icons.ts';
import type { Preferences } from '../preferences.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

/** The line on top: which product, that it is a simulation, the connection, and who is signed in. */
export class WorkplaceHeader extends LitElement {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        padding: 0.375rem max(1rem, env(safe-area-inset-right)) 0.375rem max(1rem, env(safe-area-inset-left));
        border-block-end: 1px solid var(--samspil-border);
        background: var(--samspil-surface);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        font-size: 1.125rem;
        font-weight: 700;
        line-height: 1.1;
      }
      .brand small {
        display: block;
        font-size: 0.875rem;
        font-weight: 400;
        color: var(--samspil-text-muted);
      }
      .mark {
        width: 2.125rem;
        height: 2.125rem;
      }
      .simulated {
        padding: 0.1875rem 0.625rem;
        border: 1px dashed var(--samspil-warn-border);
        border-radius: var(--samspil-radius-small);
        background: var(--samspil-warn-surface);
        color: var(--samspil-warn-text);
        font-size: 0.875rem;
        line-height: 1.25;
        font-weight: 600;
      }
      .right {
        display: flex;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-inline-start: auto;
      }
      @media (max-width: 62rem) {
        .brand small {
          display: none;
        }
      }
      @media (max-width: 46rem) {
        header {
          display: grid;
          grid-template-columns: auto minmax(0, 1fr);
        }
        .simulated {
          justify-self: end;
        }
        .right {
          grid-column: 1 / -1;
          margin: 0;
          justify-content: space-between;
        }
      }
      @media (max-width: 30rem) {
        .simulated {
          max-width: 12.75rem;
          text-align: center;
        }
        /* At 320 pixels the three do not fit side by side, and the page must not scroll sideways for them. */
        .right {
          flex-wrap: wrap;
        }
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    preferences: { attribute: false },
    clinician: { attribute: false },
  };

  declare desktop: Desktop;
  declare preferences: Preferences;
  declare clinician: Clinician | undefined;

  protected override render(): TemplateResult {
    const t = textsIn(this.preferences.locale);
    return html`<header>
      <div class="brand">
        ${brandMark}<span>Samspil<small>${t('page.product')}</small></span>
      </div>
      ${this.desktop.config.simulator ? html`<span class="simulated">${t('page.testdata')}</span>` : nothing}
      <div class="right">
        <workplace-connection
          .connection=${this.desktop.connection}
          .locale=${t.locale}
        ></workplace-connection>
        <workplace-notices .ui=${this.desktop.ui} .locale=${t.locale}></workplace-notices>
        <workplace-settings
          .preferences=${this.preferences}
          .clinician=${this.clinician}
        ></workplace-settings>
      </div>
    </header>`;
  }
}
