import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { TextController } from '../../controllers/text-controller.ts';
import { bannerTexts } from '../../locales/catalogues/banner.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { ChooseController } from '../../patients/choose-controller.ts';
import { identityStyles } from '../../patients/identity.styles.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import { patientsTexts } from '../../patients/patients-texts.ts';
import { keepFocus } from '../../states/keep-focus.ts';
import { renderFailed } from '../../states/render-problem.ts';
import { tagStyles } from '../../states/tag.styles.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { FindController, type PatientSearch } from './find-controller.ts';
import { patientPickerTexts } from './patient-picker-texts.ts';
import { styles } from './patient-picker.styles.ts';
import { optionId, renderResults, statusText } from './render-results.ts';

export type { PatientRow, RowFlag } from '../../patients/patient-row.ts';
export type { PatientSearch, PatientsFound } from './find-controller.ts';
export type { PatientQuery } from './read-query.ts';

/**
 * Finds one patient by a national number, by names or by date of birth, and asks for her to be opened. A combobox: typing
 * searches, arrow keys and Enter choose. Nothing is chosen by itself, also where one alone was found. What was typed
 * stands in no address, no attribute and no log, and is gone once a patient is chosen.
 *
 * The search is the page's (`search`): a plugin has no right to look for other patients under its lease.
 *
 * @summary A field that finds a patient.
 * @tag samspil-patient-picker
 * @slot none - The way on where nobody was found: to search elsewhere.
 * @fires {PatientChooseEvent} samspil-patient-choose - when a person chooses a patient; cancel it to open her yourself
 * @csspart input - The field.
 * @csspart results - The patients found.
 * @csspart option - One of them.
 * @csspart more - The button for the next ones.
 * @csspart status - Where the search stands, in words.
 * @csspart problem - What went wrong, and the way on.
 */
export class SamspilPatientPicker extends LitElement {
  static override styles = [elementTokens, controls, tagStyles, identityStyles, styles];
  static override properties = {
    search: { attribute: false },
    within: {},
    label: {},
    host: { attribute: false },
    locale: {},
    active: { state: true },
  };

  readonly #text = new TextController(
    this,
    patientPickerTexts,
    patientsTexts,
    bannerTexts,
    listTexts,
    commonTexts,
  );
  readonly #finder = new FindController(this);
  readonly #chooser = new ChooseController(this);

  /** Looks for patients. Without it the field is closed and says so. Set anew, what is typed is looked for again. */
  declare search: PatientSearch | undefined;
  /** Where it is searched, in words: "Region Midtjylland". */
  declare within: string | undefined;
  /** Label of the field. Default: "Find patient". */
  declare label: string | undefined;
  /** The workplace's host: then a choice changes its context. */
  declare host: WorkplaceHost | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Place of the result that the arrow keys are on. */
  declare private active: number | undefined;

  /** Empties the field and what was found. */
  clear(): void {
    const { input } = this;
    if (input) input.value = '';
    this.active = undefined;
    this.#finder.type('');
  }

  /** Puts the keyboard into the field. */
  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  private get input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  protected override render(): TemplateResult {
    const words = this.#text;
    const { t, locale } = words;
    const rows = this.#rows;
    const isOpen = rows.length > 0;
    return html`<section lang=${locale} aria-label=${this.label ?? t('picker.label')} tabindex="-1">
      <label for="field">${this.label ?? t('picker.label')}</label>
      <p id="hint" class="hint">
        <span>${this.search ? t('picker.hint') : t('picker.unavailable')}</span>
        ${this.within ? html`<span>${t('picker.within', { name: this.within })}</span>` : nothing}
      </p>
      <input
        id="field"
        part="input"
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="search"
        aria-autocomplete="list"
        aria-describedby="hint"
        aria-controls="results"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-activedescendant=${isOpen && this.active !== undefined ? optionId(this.active) : nothing}
        ?disabled=${!this.search}
        @input=${this.#typed}
        @keydown=${this.#pressed}
      />
      <ul
        id="results"
        class=${isOpen ? 'results' : ''}
        part="results"
        role="listbox"
        aria-label=${t('picker.results')}
        ?hidden=${!isOpen}
      >
        ${renderResults(rows, { words, active: this.active, choose: (row) => this.#choose(row) })}
      </ul>
      <p class="status" part="status" role="status">${statusText(this.#finder.state, words)}</p>
      ${this.#renderNext()} ${this.#renderFailure()} ${this.#chooser.renderFailure(words)}
    </section>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('search') && changed.get('search') !== undefined) void this.#finder.now();
    if (this.active !== undefined && changed.has('active'))
      this.renderRoot.querySelector(`#${optionId(this.active)}`)?.scrollIntoView({ block: 'nearest' });
  }

  get #rows(): readonly ReadRow[] {
    const { state } = this.#finder;
    return state.status === 'found' ? state.rows : [];
  }

  /** After what was found: more of it, or the page's way on where that is nobody. */
  #renderNext(): TemplateResult | typeof nothing {
    const { state } = this.#finder;
    if (state.status === 'none') return html`<slot name="none"></slot>`;
    if (state.status !== 'found' || !state.found.next) return nothing;
    const more = () => void keepFocus(this, () => this.#finder.more());
    return html`<button type="button" part="more" class="more" @click=${more}>
      ${this.#text.t('action.showMore')}
    </button>`;
  }

  #renderFailure(): TemplateResult | typeof nothing {
    const { state } = this.#finder;
    const code =
      state.status === 'failed' ? state.code : state.status === 'found' ? state.problem : undefined;
    if (code === undefined) return nothing;
    const retry = () => {
      this.focus();
      void (state.status === 'failed' ? this.#finder.now() : this.#finder.more());
    };
    return renderFailed(code, { words: this.#text, failed: this.#text.t('picker.failed'), retry });
  }

  readonly #typed = (event: Event): void => {
    this.active = undefined;
    this.#finder.type((event.currentTarget as HTMLInputElement).value);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const last = this.#rows.length - 1;
    if (event.key === 'Enter') {
      const row = this.active === undefined ? undefined : this.#rows[this.active];
      if (row) this.#choose(row);
      else void this.#finder.now();
    } else if (event.key === 'Escape' && this.input?.value) this.clear();
    else if (event.key === 'ArrowDown' && last >= 0)
      this.active = this.active === undefined || this.active === last ? 0 : this.active + 1;
    else if (event.key === 'ArrowUp' && last >= 0) this.active = this.active ? this.active - 1 : last;
    else return;
    event.preventDefault();
  };

  #choose(row: ReadRow): void {
    if (this.#chooser.choose(row)) this.clear();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-patient-picker': SamspilPatientPicker;
  }
}
