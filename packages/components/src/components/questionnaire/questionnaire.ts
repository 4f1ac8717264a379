import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PressController } from '../../controllers/press-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { toIsoWithOffset } from '../../format/dates.ts';
import { textIn } from '../../format/text-in.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { tellControl } from './control-state.ts';
import type { ReportEntry } from './form/form-item.ts';
import { FormSession } from './form-session.ts';
import { questionnaireTexts, type QuestionnaireWords } from './questionnaire-texts.ts';
import { styles } from './questionnaire.styles.ts';
import { renderNotices, renderSummary } from './render-frame.ts';
import { renderItems } from './render-items.ts';

/**
 * A form (Questionnaire R4), filled in as one control: its value is the response, its validity that of all its questions. It
 * asks what the form asks, in the form's order, and shows what applies (`enableWhen`). An item it does not support says so
 * and the rest works. It saves nothing: the page keeps `response`, and takes a completed one from `complete()`.
 *
 * @summary A form and its response.
 * @tag samspil-questionnaire
 * @slot actions - Buttons below the form, such as those that save it.
 * @fires {ResponseChangeEvent} samspil-response-change - when a person changed an answer; carries the response
 * @csspart form - The whole form.
 * @csspart notice - Why the form cannot be used or completed here, or which answers have no place in it.
 * @csspart summary - Names the fields to correct and leads to them.
 * @csspart group - One group of questions.
 * @csspart item - One question or text.
 * @csspart control - What an answer is entered with.
 * @csspart problem - Why a question cannot be answered here.
 * @cssstate blank - Nothing is answered.
 * @cssstate invalid - The form is not complete, or something in it is wrong.
 * @cssstate user-invalid - Something wrong is shown, after it was left or completion was tried.
 * @cssstate disabled - Nothing can be entered, by attribute or by a fieldset around.
 * @cssstate stopped - The form needs something that is not supported: nothing can be entered.
 */
export class SamspilQuestionnaire extends LitElement {
  static readonly formAssociated = true;
  static override styles = [elementTokens, controls, styles];
  static override properties = {
    questionnaire: { attribute: false },
    response: { attribute: false, noAccessor: true },
    readonly: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    name: { reflect: true },
    locale: {},
  };

  readonly #words: QuestionnaireWords = new TextController(this, questionnaireTexts);
  readonly #press = new PressController(this);
  readonly #internals = this.attachInternals();
  #given: QuestionnaireResponse | undefined;
  #session: FormSession | undefined;
  #begunWith: readonly unknown[] = [];
  #isDisabledAround = false;
  #customError = '';

  /** The form. Never changed. */
  declare questionnaire: Questionnaire | undefined;
  /** It is read, not filled in. */
  declare readonly: boolean;
  /** Nothing can be entered, and it does not count in its form. */
  declare disabled: boolean;
  /** Its name in the form around it. */
  declare name: string | undefined;
  /** Language of the element's own words. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  constructor() {
    super();
    this.readonly = false;
    this.disabled = false;
    this.addEventListener('invalid', () => this.#session?.showAll());
  }

  /** The response as it stands, also while it breaks rules. Setting one begins anew with it; it is never changed itself. */
  get response(): QuestionnaireResponse | undefined {
    return this.#sync()?.filled.response();
  }

  set response(response: QuestionnaireResponse | undefined) {
    this.#given = response;
    this.requestUpdate();
  }

  /** The response as JSON: what a form around submits. */
  get value(): string {
    const { response } = this;
    return response ? JSON.stringify(response) : '';
  }

  /** What of the form is not done here, and whether that keeps it from being completed. Never patient data. */
  get report(): readonly ReportEntry[] {
    return this.#sync()?.filled.report ?? [];
  }

  /** The form element around it. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** As of every control. */
  get validity(): ValidityState {
    this.#tellValidity();
    return this.#internals.validity;
  }

  /** As of every control, in the words of the screen. */
  get validationMessage(): string {
    this.#tellValidity();
    return this.#internals.validationMessage;
  }

  /** As of every control. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** Whether everything that is asked is answered as the form wants it. Fires `invalid` if not. */
  checkValidity(): boolean {
    this.#tellValidity();
    return this.#internals.checkValidity();
  }

  /** Likewise, and shows what is wrong. */
  reportValidity(): boolean {
    const isValid = this.checkValidity();
    if (!isValid) this.#session?.showAll();
    return isValid;
  }

  /** A fault the page found; empty for none. It stays until the page takes it back. */
  setCustomValidity(message: string): void {
    this.#customError = message;
    this.requestUpdate();
  }

  /**
   * The response as a completed one, without what is not asked; `amended` where it was completed before. Undefined while
   * something is wrong, which is then shown, or while a rule of the form cannot be checked here.
   */
  complete(): QuestionnaireResponse | undefined {
    const session = this.#sync();
    if (!session || session.filled.isStopped) return undefined;
    const { filled } = session;
    if (filled.faults.length > 0 || this.#customError) {
      session.showAll();
      return undefined;
    }
    if (filled.report.some(({ blocksCompletion }) => blocksCompletion)) return undefined;
    return filled.response(toIsoWithOffset(new Date()));
  }

  /** Called by the browser when a fieldset around is disabled. */
  formDisabledCallback(isDisabled: boolean): void {
    this.#isDisabledAround = isDisabled;
    this.requestUpdate();
  }

  /** Called by the browser when the form around is reset: back to the response that was given. */
  formResetCallback(): void {
    this.#session?.end();
    this.#session = undefined;
    this.requestUpdate();
  }

  /** Called by the browser with the value it kept, after going back. */
  formStateRestoreCallback(state: unknown): void {
    if (typeof state !== 'string') return;
    try {
      this.response = JSON.parse(state) as QuestionnaireResponse;
    } catch {
      // What is no response is as if nothing was kept.
      this.#session = undefined;
    }
  }

  protected override willUpdate(): void {
    this.#sync();
  }

  protected override updated(): void {
    this.#tellValidity();
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const { t } = words;
    const session = this.#session;
    const title =
      textIn(this.questionnaire?.title) ?? t(session ? 'questionnaire.untitled' : 'questionnaire.none');
    if (!session) return html`<p class="none" lang=${words.locale}>${title}</p>`;
    const { filled, showsAll } = session;
    const isLocked = this.#isLocked(session);
    const description = textIn(this.questionnaire?.description);
    const lead = session.lead.bind(session);
    return html`<section
      class="form"
      part="form"
      lang=${words.locale}
      aria-label=${title}
      @change=${() => this.dispatchEvent(new Event('change', { bubbles: true }))}
    >
      <h2>${title}</h2>
      ${description ? html`<p class="description">${description}</p>` : nothing}
      ${filled.form.hasRequired && !isLocked ? html`<p class="key">${t('questionnaire.requiredKey')}</p>` : nothing}
      ${renderNotices(filled, words)}
      ${showsAll && !isLocked ? renderSummary(filled.faults, { words, lead }) : nothing}
      ${filled.isStopped ? nothing : renderItems(filled.draft, session.view(isLocked))}
      <p class="sr-only" role="status">${session.announcement}</p>
      <slot name="actions"></slot>
    </section>`;
  }

  #isLocked({ filled }: FormSession): boolean {
    return this.readonly || this.disabled || this.#isDisabledAround || filled.isStopped;
  }

  /** The form as given now; begun anew when form or response were replaced. */
  #sync(): FormSession | undefined {
    const from = [this.questionnaire, this.#given];
    const isSame = from.every((each, index) => each === this.#begunWith[index]);
    if (this.#session && isSame) return this.#session;
    this.#begunWith = from;
    this.#session?.end();
    const questionnaire = objectIn(this.questionnaire);
    const given = questionnaire && { questionnaire, response: objectIn(this.#given) };
    this.#session = given && new FormSession(this, { words: this.#words, press: this.#press, given });
    return this.#session;
  }

  #tellValidity(): void {
    const session = this.#sync();
    const faults = session?.filled.faults ?? [];
    const [first] = faults;
    const field = session && first && this.hasUpdated ? session.fieldOf(first.key) : undefined;
    tellControl(this.#internals, {
      filled: session?.filled,
      isDisabled: this.disabled || this.#isDisabledAround,
      isLocked: !session || this.#isLocked(session),
      showsFaults: (session?.shownFaults.length ?? 0) > 0,
      customError: this.#customError,
      message: this.#words.plural('questionnaire.errors', faults.length),
      anchor: (field && this.renderRoot.querySelector<HTMLElement>(field)) || undefined,
    });
  }
}

/** A form or response if it is one; whatever else was given is none. */
function objectIn<T extends object>(given: T | undefined): T | undefined {
  const value: unknown = given;
  return typeof value === 'object' && value !== null ? given : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-questionnaire': SamspilQuestionnaire;
  }
}

export type { ReportEntry } from './form/form-item.ts';
