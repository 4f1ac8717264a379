import type { SamspilQuestionnaire } from '@samspil/components/components/questionnaire';
import { HistoryOpenEvent, type ResponseChangeEvent } from '@samspil/components/events';
import type { ContextChange, Prepared } from '@samspil/sdk';
import type { QuestionnaireResponse } from 'fhir/r4';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { backIcon, warnIcon } from '../icons.ts';
import { failure } from '../notices.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn, type Texts } from '../texts.ts';
import { DraftKeeper } from './form-drafts.ts';
import { newSave, saveForm, type FormWrite, type PendingSave } from './form-writer.ts';
import { forms } from './forms.styles.ts';
import { FormCloseEvent, type OpenedForm } from './opened-form.ts';

/**
 * One form, read or filled in. What is typed is kept on this device with every change, for this patient, until it is saved
 * or given up; it is saved under the lease it was opened under, over the version that was looked at, once.
 */
export class WorkplaceForm extends LitElement {
  static override styles = [controls, forms];

  static override properties = {
    desktop: { attribute: false },
    opened: { attribute: false },
    locale: {},
    mode: { state: true },
    isBusy: { state: true },
    isAsking: { state: true },
    pending: { state: true },
    failed: { state: true },
  };

  declare desktop: Desktop;
  /** Another one begins anew. */
  declare opened: OpenedForm;
  declare locale: string;
  declare private mode: OpenedForm['mode'];
  declare private isBusy: boolean;
  /** Whether to give up what is typed. */
  declare private isAsking: boolean;
  /** A save whose outcome is not known: nothing else may be done until it is. */
  declare private pending: PendingSave | undefined;
  declare private failed: Extract<FormWrite, { status: 'failed' }> | undefined;
  #keeper: DraftKeeper | undefined;
  #isTouched = false;
  #saving: Promise<void> = Promise.resolve();
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.isBusy = false;
    this.isAsking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.desktop.host.workplace.onPrepare((change) => this.#prepare(change));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  /** To the heading, so that it is heard what is open. */
  async takeFocus(): Promise<void> {
    await this.updateComplete;
    const form = this.renderRoot.querySelector<HTMLElement>('.form');
    form?.focus({ preventScroll: true });
    form?.scrollIntoView({ block: 'start' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('opened')) return;
    const { lease, form, key, mode, isBegun, pending } = this.opened;
    this.mode = mode;
    this.pending = pending;
    this.failed = pending && { status: 'failed', code: 'unexpected', isUncertain: true };
    this.isAsking = false;
    this.#isTouched = isBegun;
    this.#keeper = new DraftKeeper(this.desktop.host.workplace.drafts, {
      ...{ lease, form, key },
      onFailure: () => this.requestUpdate(),
    });
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { form, response } = this.opened;
    const isKept = this.#keeper?.isKept !== false;
    return html`<div class="form" role="group" tabindex="-1" aria-label=${form.title ?? t('forms.unnamed')}>
      <button type="button" class="back" @click=${this.#aside}>${backIcon}${t('forms.back')}</button>
      ${
        isKept
          ? nothing
          : html`<div class="notice danger" role="alert">
              ${warnIcon}
              <div>${t('forms.notKept')}</div>
            </div>`
      }
      <samspil-questionnaire
        .questionnaire=${form}
        .response=${response}
        ?readonly=${this.mode === 'read' || this.isBusy || this.pending !== undefined}
        .locale=${t.locale}
        @samspil-response-change=${this.#changed}
      >
        <div slot="actions">
          ${this.#renderFailure(t)} ${this.isAsking ? this.#renderQuestion(t) : this.#renderActions(t)}
        </div>
      </samspil-questionnaire>
    </div>`;
  }

  #renderFailure(t: Texts): TemplateResult | typeof nothing {
    const { failed } = this;
    if (!failed) return nothing;
    if (!failed.isUncertain) return failure(t, t('forms.saveFailed'), failed.code);
    return html`<div class="notice warn" role="alert">
      ${warnIcon}
      <div>${t('forms.saveUncertain')}</div>
    </div>`;
  }

  #renderActions(t: Texts): TemplateResult {
    if (this.mode === 'read') {
      const isWrong = this.opened.response?.status === 'entered-in-error';
      return html`<div class="actions">
        <button type="button" @click=${this.#history}>${t('forms.history')}</button>
        ${isWrong ? nothing : html`<button type="button" @click=${this.#correct}>${t('forms.correct')}</button>`}
      </div>`;
    }
    return html`${this.pending ? nothing : html`<p class="muted small">${t('forms.kept')}</p>`}
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled=${this.isBusy ? 'true' : 'false'}
          @click=${() => void this.#save()}
        >
          ${t(this.isBusy ? 'forms.saving' : this.pending ? 'sync.retry' : 'forms.save')}
        </button>
        ${
          this.pending
            ? nothing
            : html`<button type="button" @click=${this.#aside}>${t('forms.aside')}</button>
                <button type="button" class="quiet" @click=${this.#giveUp}>${t('forms.discard')}</button>`
        }
      </div>`;
  }

  /** In its place, beginning on the answer that changes nothing. */
  #renderQuestion(t: Texts): TemplateResult {
    const isKept = this.#keeper?.isKept !== false;
    return html`<div class="notice warn" role="alertdialog" aria-labelledby="ask" @keydown=${this.#escape}>
      ${warnIcon}
      <div>
        <p id="ask">
          ${t(isKept ? 'forms.discardAsk' : 'forms.loseAsk', { name: this.opened.form.title ?? t('forms.unnamed') })}
        </p>
        <div class="actions">
          <button type="button" class="keep" @click=${this.#keep}>${t('forms.discardNo')}</button>
          <button type="button" class="danger" @click=${() => void this.#discard()}>
            ${t('forms.discardYes')}
          </button>
        </div>
      </div>
    </div>`;
  }

  get #element(): SamspilQuestionnaire | null {
    return this.renderRoot.querySelector('samspil-questionnaire');
  }

  readonly #changed = ({ response }: ResponseChangeEvent): void => {
    this.#isTouched = true;
    this.failed = undefined;
    this.#keeper?.keep({ response, pending: undefined });
  };

  readonly #history = (): void => {
    const { id } = this.opened.response ?? {};
    if (id) this.dispatchEvent(new HistoryOpenEvent([`QuestionnaireResponse/${id}`]));
  };

  readonly #correct = (): void => {
    this.mode = 'fill';
    void this.#focus('.primary');
  };

  /** What is typed stays on this device, and is offered again. Where it does not stay, that is asked first. */
  readonly #aside = (): void => {
    if (this.isBusy) return;
    if (this.#isTouched && this.#keeper?.isKept === false) this.#ask();
    else this.dispatchEvent(new FormCloseEvent());
  };

  readonly #giveUp = (): void => {
    if (this.#isTouched) this.#ask();
    else this.dispatchEvent(new FormCloseEvent());
  };

  #ask(): void {
    this.isAsking = true;
    void this.#focus('.keep');
  }

  readonly #keep = (): void => {
    this.isAsking = false;
    void this.#focus('.primary');
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#keep();
  };

  async #discard(): Promise<void> {
    this.#isTouched = false;
    await this.#keeper?.drop();
    this.dispatchEvent(new FormCloseEvent());
  }

  async #save(): Promise<void> {
    if (this.isBusy) return;
    const typed = this.#element?.response;
    const pending = this.pending ?? this.#complete();
    if (!pending) return;
    this.isBusy = true;
    this.failed = undefined;
    this.#saving = this.#write(pending, typed);
    await this.#saving;
  }

  /** Undefined while something is to be corrected, which the form then shows. */
  #complete(): PendingSave | undefined {
    const completed = this.#element?.complete();
    if (!completed) return undefined;
    const { author, lease } = this.opened;
    const { patient: subject, encounter } = lease;
    const response: QuestionnaireResponse = {
      ...completed,
      subject,
      ...(completed.id === undefined && encounter && { encounter }),
      author,
    };
    return newSave(response, this.opened.replaces);
  }

  async #write(pending: PendingSave, typed: QuestionnaireResponse | undefined): Promise<void> {
    const keeper = this.#keeper;
    const { opened } = this;
    // Known before it is sent: if this page ends in between, the same save is tried again, and no other.
    keeper?.keep({ response: typed ?? pending.response, pending });
    await keeper?.settled();
    const result = await saveForm(opened.lease, pending);
    this.isBusy = false;
    if (result.status === 'stored') {
      this.#isTouched = false;
      this.pending = undefined;
      await keeper?.drop();
      this.dispatchEvent(new FormCloseEvent({ of: opened, receipt: result.receipt, typed }));
      return;
    }
    this.failed = result;
    this.pending = result.isUncertain ? pending : undefined;
    if (!result.isUncertain) keeper?.keep({ response: typed ?? pending.response, pending: undefined });
  }

  /** The patient changes: what is typed is kept, or the change waits. A save that runs is waited for. */
  async #prepare({ context }: ContextChange): Promise<Prepared> {
    if (context !== this.opened.lease) return 'ready';
    await this.#saving;
    if (!this.#isTouched || (await this.#keeper?.settled()) !== false) return 'ready';
    return { hold: Object.fromEntries(['da', 'sv', 'en'].map((tag) => [tag, textsIn(tag)('forms.hold')])) };
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
