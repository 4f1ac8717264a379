import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { WorkplaceConfig } from '../../shared/workplace-config.ts';
import { brandMark, infoIcon } from '../icons.ts';
import { codeOf } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

/** The page before sign-in: what this is, the way into the EHR, and what waits on the device. */
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
        display: grid;
        gap: 1rem;
        width: min(100%, 30rem);
      }
      .mark {
        width: 3rem;
        height: 3rem;
      }
      h1 {
        font-size: 1.75rem;
      }
      .languages {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.25rem;
      }
      .languages [aria-pressed='true'] {
        text-decoration: underline;
        text-underline-offset: 0.25em;
      }
    `,
  ];

  static override properties = {
    locale: {},
    code: {},
    system: { attribute: false },
    signIn: { attribute: false },
    onLocale: { attribute: false },
  };

  declare locale: string;
  /** Code of the sign-in that did not succeed. */
  declare code: string | undefined;
  /** What one signs in to. */
  declare system: Pick<WorkplaceConfig, 'systemName' | 'fhirBaseUrl'>;
  /** Leaves the page for the sign-in. */
  declare signIn: (locale: string) => Promise<void>;
  /** Told the language that was chosen. */
  declare onLocale: (locale: 'da' | 'sv' | 'en') => void;

  constructor() {
    super();
    this.locale = 'da';
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return html`<main>
      ${brandMark}
      <h1>${t('signIn.heading')}</h1>
      <p>${t('signIn.lead')}</p>
      <samspil-login
        .system=${this.system.systemName}
        .address=${this.system.fhirBaseUrl}
        .problem=${this.code}
        .signIn=${this.#start}
        .locale=${t.locale}
      ></samspil-login>
      <p class="notice">
        ${infoIcon}<span
          >${t('page.testdata')}.
          ${
            // With what went wrong, the sign-in says so itself.
            this.code === undefined ? t('signIn.kept') : nothing
          }</span
        >
      </p>
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

  readonly #start = async (locale: string): Promise<void> => {
    try {
      await this.signIn(locale);
    } catch (error) {
      this.code = codeOf(error);
      throw error;
    }
  };
}
