import { formatMoment } from '@samspil/components/format';
import type { ClinicalContext } from '@samspil/sdk';
import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { Reading } from '../controllers/reading.ts';
import type { Desktop } from '../desktop.ts';
import { infoIcon } from '../icons.ts';
import { failure, loading } from '../notices.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn, type Texts } from '../texts.ts';
import { filledLine, readFilledForms, type FilledForms } from './filled-forms.ts';
import { formOf, formShelf, readForms, type ReadForms } from './form-catalog.ts';
import { draftKey, listDrafts, type FormDraft } from './form-drafts.ts';
import { forms } from './forms.styles.ts';
import type { FormCloseEvent, OpenedForm, SavedForm } from './opened-form.ts';
import { renderSaved } from './render-saved.ts';
import type { WorkplaceForm } from './workplace-form.ts';

/** Rows that are shown before somebody asks for the rest. */
const FIRST = 6;

/** The patient's forms: what was begun here, what is filled in, and what can be; one of them is opened in their place. */
export class WorkplaceForms extends LitElement {
  static override styles = [controls, forms];

  static override properties = {
    desktop: { attribute: false },
    context: { attribute: false },
    locale: {},
    opened: { state: true },
    saved: { state: true },
    showsAll: { state: true },
  };

  declare desktop: Desktop;
  /** The lease of the chart. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  declare private opened: OpenedForm | undefined;
  declare private saved: SavedForm | undefined;
  declare private showsAll: boolean;
  readonly #forms = new Reading<ClinicalContext, ReadForms>(this, {
    key: () => this.context,
    load: (lease, signal) => readForms(lease, formShelf(this.desktop.fhir), signal),
  });
  readonly #filled = new Reading<ClinicalContext, FilledForms>(this, {
    key: () => this.context,
    load: (lease, signal) => readFilledForms(lease, signal),
  });
  readonly #drafts = new Reading<ClinicalContext, readonly FormDraft[]>(this, {
    key: () => this.context,
    load: (lease) => listDrafts(this.desktop.host.workplace.drafts, lease),
  });
  #wasOnline = true;
  #stops: (() => void)[] = [];

  constructor() {
    super();
    this.locale = 'da';
    this.showsAll = false;
    new FollowSignals(this, () => [this.desktop.host.online]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops.push(this.desktop.host.workplace.drafts.subscribe(() => this.#drafts.reload()));
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    this.opened = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('context')) {
      // Nothing of one patient stands under the lease of another.
      this.opened = undefined;
      this.saved = undefined;
      this.showsAll = false;
      this.#follow();
    }
    const isOnline = this.desktop.host.online.value;
    if (isOnline && !this.#wasOnline) {
      this.#forms.reload();
      this.#filled.reload();
    }
    this.#wasOnline = isOnline;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context, opened } = this;
    if (!context) return nothing;
    const t = textsIn(this.locale);
    if (opened?.lease === context)
      return html`<workplace-form
        .desktop=${this.desktop}
        .opened=${opened}
        .locale=${t.locale}
        @workplace-form-close=${this.#closed}
      ></workplace-form>`;
    return html`<section class="card" aria-label=${t('forms.title')}>
      <h2 tabindex="-1">${t('forms.title')}</h2>
      <div role="status">${this.saved ? renderSaved(this.saved, t, this.#again) : nothing}</div>
      ${this.#renderDrafts(t)} ${this.#renderFilled(t)} ${this.#renderToFill(t)}
    </section>`;
  }

  #renderDrafts(t: Texts): TemplateResult | typeof nothing {
    const { state } = this.#drafts;
    if (state.status === 'failed')
      return failure(t, t('forms.draftsFailed'), state.code, () => this.#drafts.reload());
    const drafts = this.#drafts.value ?? [];
    if (drafts.length === 0) return nothing;
    return html`<div>
      <h3>${t('forms.begun')}</h3>
      <ul>
        ${repeat(
          drafts,
          ({ key }) => key,
          (draft) => {
            const form = formOf(draft.form, this.#known);
            const name = form?.title ?? t('forms.unnamed');
            const when = formatMoment(draft.savedAt, t.locale, { isInSentence: true });
            return html`<li data-draft=${draft.key}>
              <div>
                <p class="name">${name}</p>
                <p class="muted small">
                  ${draft.response.id === undefined ? nothing : html`${t('forms.correction')} · `}${t('forms.keptAt', { when })}
                </p>
                ${form ? nothing : html`<p class="small">${t('forms.noForm')}</p>`}
              </div>
              ${
                form
                  ? html`<button
                      type="button"
                      aria-label=${t('forms.continueOf', { name })}
                      @click=${() => this.#continue(form, draft)}
                    >
                      ${t('forms.continue')}
                    </button>`
                  : nothing
              }
            </li>`;
          },
        )}
      </ul>
    </div>`;
  }

  #renderFilled(t: Texts): TemplateResult {
    const { state } = this.#filled;
    if (state.status === 'failed')
      return failure(t, t('forms.filledFailed'), state.code, () => this.#filled.reload());
    if (state.status !== 'loaded') return loading(t);
    const { responses, hasMore } = state.value;
    const shown = this.showsAll ? responses : responses.slice(0, FIRST);
    return html`<div>
      <samspil-read-age
        .resources=${responses}
        .context=${this.context}
        .locale=${t.locale}
      ></samspil-read-age>
      <h3>${t('forms.filled')}</h3>
      ${responses.length === 0 ? html`<p>${t('forms.noneFilled')}</p>` : nothing}
      <ul>
        ${repeat(
          shown,
          ({ id }) => id,
          (response) => this.#renderResponse(response, state.value, t),
        )}
      </ul>
      ${
        shown.length < responses.length
          ? html`<button type="button" class="quiet" @click=${() => (this.showsAll = true)}>
              ${t('forms.showAll', { n: responses.length })}
            </button>`
          : nothing
      }
      ${hasMore && this.showsAll ? html`<p class="small">${t('forms.hasMore', { n: responses.length })}</p>` : nothing}
    </div>`;
  }

  #renderResponse(response: QuestionnaireResponse, { names }: FilledForms, t: Texts): TemplateResult {
    const form = formOf(response.questionnaire, this.#known);
    const name = form?.title ?? t('forms.unnamed');
    const line = filledLine(response, names, t);
    const { status } = response;
    const isWrong = status === 'entered-in-error';
    return html`<li class=${isWrong ? 'wrong' : ''} data-response=${response.id ?? ''}>
      <div>
        <p class="name">${name}</p>
        <p class="muted small">${line}</p>
        ${
          status === 'completed'
            ? nothing
            : html`<span class="chip ${isWrong ? 'danger' : ''}">${t(`forms.status.${status}`)}</span>`
        }
        ${form || this.#forms.isBusy ? nothing : html`<p class="small">${t('forms.noForm')}</p>`}
      </div>
      ${
        form
          ? html`<button
              type="button"
              aria-label=${t('forms.showOf', { name, line })}
              @click=${() => this.#show(form, response)}
            >
              ${t('forms.show')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #renderToFill(t: Texts): TemplateResult {
    const { state } = this.#forms;
    if (state.status === 'failed')
      return failure(t, t('forms.failed'), state.code, () => this.#forms.reload());
    if (state.status !== 'loaded') return loading(t, 2);
    const begun = new Set(this.#drafts.value?.map(({ key }) => key));
    const open = state.value.forms.filter((form) => !begun.has(draftKey(form, undefined)));
    return html`<div>
      <h3>${t('forms.toFill')}</h3>
      ${
        state.value.areKept
          ? html`<p class="notice">${infoIcon}<span>${t('forms.areKept')}</span></p>`
          : nothing
      }
      ${state.value.forms.length === 0 ? html`<p>${t('forms.none')}</p>` : nothing}
      <ul>
        ${repeat(
          open,
          ({ id }) => id,
          (form) => {
            const name = form.title ?? t('forms.unnamed');
            return html`<li data-form=${form.id ?? ''}>
              <div>
                <p class="name">${name}</p>
                ${form.description ? html`<p class="muted small">${form.description}</p>` : nothing}
              </div>
              <button
                type="button"
                aria-label=${t('forms.fillOf', { name })}
                @click=${() => this.#fill(form)}
              >
                ${t('forms.fill')}
              </button>
            </li>`;
          },
        )}
      </ul>
    </div>`;
  }

  get #known(): readonly Questionnaire[] {
    return this.#forms.value?.forms ?? [];
  }

  #fill(form: Questionnaire): void {
    this.#open({ form, key: draftKey(form, undefined) });
  }

  #show(form: Questionnaire, response: QuestionnaireResponse): void {
    const key = draftKey(form, response);
    const draft = this.#drafts.value?.find((each) => each.key === key);
    // A correction that was begun is shown as what it is, not hidden behind what it corrects.
    if (draft) this.#continue(form, draft);
    else this.#open({ form, key, response, mode: 'read' });
  }

  #continue(form: Questionnaire, { key, response, pending }: FormDraft): void {
    this.#open({ form, key, response, pending, isBegun: true });
  }

  /** What the record refused, to be put right. */
  readonly #again = ({ of, typed, receipt }: SavedForm): void => {
    this.saved = undefined;
    this.#open({ ...of, response: typed, mode: 'fill', pending: undefined, replaces: receipt.id });
  };

  #open(form: Pick<OpenedForm, 'form' | 'key'> & Partial<OpenedForm>): void {
    const lease = this.context;
    if (!lease) return;
    const none = {
      response: undefined,
      mode: 'fill',
      isBegun: false,
      pending: undefined,
      replaces: undefined,
    };
    const display = this.#filled.value?.names.get(lease.user.reference);
    const author = { ...lease.user, ...(display !== undefined && { display }) };
    this.opened = { ...none, ...form, lease, author } as OpenedForm;
    void this.#after<WorkplaceForm>('workplace-form', (element) => void element.takeFocus());
  }

  readonly #closed = ({ saved }: FormCloseEvent): void => {
    this.opened = undefined;
    if (saved) {
      this.saved = saved;
      saved.receipt.addEventListener('change', () => this.requestUpdate());
    }
    this.#drafts.reload();
    void this.#after<HTMLElement>('h2', (heading) => heading.focus());
  };

  async #after<E extends Element>(selector: string, act: (element: E) => void): Promise<void> {
    await this.updateComplete;
    const found = this.renderRoot.querySelector<E>(selector);
    if (found) act(found);
  }

  /** What the record received is in the list, not only in its receipt. */
  #follow(): void {
    this.#unfollow();
    const stop = this.context?.fhir.subscribe(({ state, resources }) => {
      const isForm = resources.some(({ reference }) => reference.startsWith('QuestionnaireResponse/'));
      if (state === 'accepted' && isForm) this.#filled.reload();
    });
    this.#unfollow = stop ?? (() => undefined);
  }

  #unfollow: () => void = () => undefined;
}
