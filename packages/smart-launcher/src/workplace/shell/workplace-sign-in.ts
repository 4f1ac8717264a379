import { errorText } from '@samspil/components/locales';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { brandMark, infoIcon, stopIcon } from '../icons.ts';
import { codeOf } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

/** The page before sign-in: what this is, one button, and what went wrong last time. */
export class WorkplaceSignIn extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100dvh;
        padding: 1rem;
      }
      main {
        width: min(100%, 30rem);
        padding: 2rem;
        border: 1px solid var(--samspil-border);
        border-radius: 0.75rem;
        background: var(--samspil-surface);
      }
      .mark {
        width: 3rem;
        height: 3rem;
      }
      h1 {
        margin-block: 1rem 0.5rem;
        font-size: 1.75rem;
      }
      .notice {
        margin-block-start: 1.25rem;
      }
      .primary {
        width: 100%;
        margin-block: 1.5rem 1rem;
        min-height: 3rem;
      }
      .languages {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.25rem;
        margin-block-start: 1rem;
      }
      .languages [aria-pressed='true'] {
        text-decoration: underline;
        text-underline-offset: 0.25em;
      }
      @media (max-width: 30rem) {
        main {
          padding: 1.25rem;
        }
      }
    `,
  ];

  static override properties = {
    locale: {},
    code: {},
    signIn: { attribute: false },
    onLocale: { attribute: false },
    isLeaving: { state: true },
  };

  declare locale: string;
  /** Code of the sign-in that did not succeed. */
  declare code: string | undefined;
  /** Leaves the page for the sign-in. */
  declare signIn: (locale: string) => Promise<void>;
  /** Told the language that was chosen. */
  declare onLocale: (locale: 'da' | 'sv' | 'en') => void;
  declare private isLeaving: boolean;

  constructor() {
    super();
    this.locale = 'da';
    this.isLeaving = false;
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return html`<main>
      ${brandMark}
      <h1>${t('signIn.heading')}</h1>
      <p>${t('signIn.lead')}</p>
      ${
        this.code
          ? html`<div class="notice danger" role="alert">
              ${stopIcon}
              <div><strong>${t('signIn.failed')}</strong>${errorText(this.code, t.locale)}</div>
            </div>`
          : nothing
      }
      <button type="button" class="primary" ?disabled=${this.isLeaving} @click=${this.#start}>
        ${this.isLeaving ? t('signIn.leaving') : this.code ? t('signIn.tryAgain') : t('auth.login')}
      </button>
      <p class="notice">${infoIcon}<span>${t('page.testdata')}. ${t('signIn.kept')}</span></p>
      <div class="languages" role="group" aria-label=${t('settings.language')}>
        ${(['da', 'sv', 'en'] as const).map(
          (locale) =>
            html`<button
              type="button"
              class="quiet"
              lang=${locale}
              aria-pressed=${locale === t.locale}
              @click=${() => this.onLocale(locale)}
            >
              ${t(`language.own.${locale}`)}
            </button>`,
        )}
      </div>
    </main>`;
  }

  readonly #start = async (): Promise<void> => {
    this.isLeaving = true;
    try {
      await this.signIn(this.locale);
    } catch (error) {
      this.code = codeOf(error);
      this.isLeaving = false;
    }
  };
}
