import type { ClinicalContext, Receipt } from '@samspil/sdk';
import { observationsFor } from '@samspil/sdk/clinical';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { PressController } from '../../controllers/press-controller.ts';
import { ScaleController } from '../../controllers/scale-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { VitalsSaveEvent } from '../../events/vitals-save-event.ts';
import { yearsOf } from '../../format/ages.ts';
import { formatMoment } from '../../format/dates.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { text } from '../../locales/text.ts';
import { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { nextStep } from './next-step.ts';
import { readMeasuredAt, toWallClock, type MeasuredAt } from './measured-at.ts';
import { renderFault, renderFields } from './render-fields.ts';
import {
  renderFailure,
  renderObstacle,
  renderReceipt,
  type Failure,
  type Obstacle,
} from './render-outcome.ts';
import { renderScore, scoreAnnouncement } from './render-score.ts';
import { renderTime } from './render-time.ts';
import { UnfinishedController, type FormContent, type Replaced } from './unfinished/unfinished-form.ts';
import {
  emptyDraft,
  isEmpty,
  readDraft,
  type FieldFault,
  type FieldName,
  type VitalsDraft,
} from './vitals-form.ts';
import { VitalsWriter } from './vitals-writer.ts';
import { styles } from './vitals-entry.styles.ts';

/**
 * The bedside form: one set of vital signs, scored with NEWS2 while it is typed, saved as one group.
 *
 * What is typed belongs to the patient whose lease was in force when typing began. It is kept when that lease ends, and
 * can be saved only under a lease on the same patient. The form empties when the set is durable, never before.
 *
 * @summary Entry of vital signs with NEWS2.
 * @tag samspil-vitals-entry
 * @fires {VitalsSaveEvent} samspil-vitals-save - A set the person saved is durable on this device.
 * @csspart form - The form.
 * @csspart score - The score card.
 */
export class SamspilVitalsEntry extends LitElement {
  static override styles = [elementTokens, controls, badgeStyles, styles];

  static override properties = {
    context: { attribute: false },
    locale: {},
    scale: {},
    pregnant: { type: Boolean },
  };

  readonly #text = new TextController(this, vitalsTexts, commonTexts, receiptTexts);
  readonly #lease = new LeaseController(this);
  readonly #press = new PressController(this);
  readonly #patient = new PatientController(this, () => this.#lease.openLease);
  readonly #scale = new ScaleController(this, {
    lease: () => this.#lease.openLease,
    given: () => this.scale,
  });
  readonly #writer = new VitalsWriter();
  readonly #unfinished = new UnfinishedController(this, {
    content: () =>
      this.hasDraft && this.#owner !== undefined
        ? {
            draft: this.#draft,
            measuredAt: this.#measuredAt,
            owner: this.#owner,
            replaces: this.#replaces,
          }
        : undefined,
    fill: (content) => this.#fill(content),
    clear: () => {
      this.#empty();
      this.#touch();
    },
    host: this,
    lease: () => this.#lease.openLease,
    locale: () => this.#text.locale,
    requestUpdate: () => this.requestUpdate(),
    empty: emptyDraft,
    text,
    formatMoment,
    observationsFor,
    toWallClock,
  });
  #draft: VitalsDraft = emptyDraft;
  #measuredAt: MeasuredAt = {};
  /** The patient the draft belongs to, set with the first thing typed. */
  #owner: string | undefined;
  readonly #left = new Set<FieldName>();
  /** The refused set that this one takes the place of. */
  #replaces: Replaced | undefined;
  #wasSaveTried = false;
  #isSaving = false;
  #failure: Failure | undefined;
  #latest: { receipt: Receipt; draft: VitalsDraft; measuredAt: MeasuredAt; patient: string } | undefined;
  #stopReceipt: (() => void) | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** The lease to save under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /**
   * Saturation scale: `2` only where it is ordered for hypercapnic respiratory failure. Default: what the record orders
   * (`news2-scale2`), else `1`.
   */
  declare scale: '1' | '2' | undefined;
  /** NEWS2 does not hold in pregnancy. */
  declare pregnant: boolean;

  constructor() {
    super();
    this.pregnant = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // "Now" is written with the time of day, which moves on.
    this.#clock = setInterval(() => this.requestUpdate(), 20_000);
    this.#followReceipt();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#stopReceipt?.();
  }

  /** Whether something is typed that is not saved. */
  get hasDraft(): boolean {
    return !isEmpty(this.#draft);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.#obstacle() === undefined && this.#owner === undefined && this.hasDraft) {
      this.#owner = this.#lease.openLease?.patient.reference;
    }
  }

  #obstacle(): Obstacle | undefined {
    if (!this.hasDraft || this.#owner === undefined) return undefined;
    const lease = this.#lease.openLease;
    if (!lease) return 'lease-ended';
    return lease.patient.reference === this.#owner ? undefined : 'other-patient';
  }

  #read(now: Date) {
    const birth = this.#patient.state;
    const at = readMeasuredAt(this.#measuredAt, now);
    const ageYears =
      birth.status === 'loaded'
        ? yearsOf(birth.value.birthDate, 'iso' in at ? new Date(at.iso) : now)
        : undefined;
    const { scale } = this.#scale;
    const read = readDraft(this.#draft, {
      scale: scale === '2' ? 2 : 1,
      ageYears,
      pregnant: this.pregnant,
    });
    return { at, read, isPending: birth.status === 'loading' || scale === undefined };
  }

  protected override render(): TemplateResult | typeof nothing {
    const lease = this.#lease.openLease;
    if (!lease && !this.hasDraft) return nothing;
    const now = new Date();
    const { at, read, isPending } = this.#read(now);
    const words = this.#text;
    const obstacle = this.#obstacle();
    const isDisabled = this.#isSaving || obstacle !== undefined || this.#failure?.isUncertain === true;
    const shown = (field: FieldName, fault: FieldFault | undefined) =>
      fault && (this.#wasSaveTried || this.#left.has(field))
        ? fault
        : this.#replaces?.fault?.(field, this.#draft, this.#measuredAt);
    const timeFault = 'fault' in at ? at.fault : shown('measuredAt', undefined);
    const score = {
      words,
      news2: read.news2,
      isEmpty: read.isEmpty,
      isPending,
      isScaleUnread: this.#scale.isUnread,
    };
    return html`<form
      part="form"
      lang=${words.locale}
      novalidate
      aria-label=${words.t('vitals.record')}
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
    >
      <h2>${words.t('vitals.record')}</h2>
      ${obstacle ? renderObstacle(obstacle, { words, clear: this.#clear }) : this.#unfinished.work?.render()}
      <div class="layout">
        <div class="fields">
          ${renderFields({
            words,
            draft: this.#draft,
            read,
            isDisabled,
            faultOf: (field) => shown(field, read.faults[field]),
            change: this.#change,
            leave: this.#leave,
          })}
          ${renderTime({ words, measuredAt: this.#measuredAt, now, fault: timeFault, isDisabled, change: this.#retime })}
        </div>
        <div class="side">
          <section class="score" part="score" aria-label=${words.t('score.news2')}>
            ${renderScore(score)}
          </section>
          ${
            this.#wasSaveTried && read.isEmpty
              ? html`<p class="note" role="alert">
                  ${renderFault({ kind: 'nothing' }, words, 'respiratoryRate')}
                </p>`
              : nothing
          }
          ${this.#failure ? renderFailure(this.#failure, { words, clear: this.#clear }) : nothing}
          <button
            class="primary save"
            type="submit"
            ?disabled=${obstacle !== undefined}
            aria-disabled=${this.#isSaving ? 'true' : 'false'}
          >
            ${words.t(this.#isSaving ? 'vitals.saving' : this.#failure?.isUncertain ? 'sync.retry' : 'action.save')}
          </button>
          <div role="status" class="outcome">${this.#renderReceipt(lease)}</div>
        </div>
      </div>
      <div role="status" class="sr-only announcement">${scoreAnnouncement(score)}</div>
    </form>`;
  }

  /** Only under the patient it belongs to: a receipt of the one before says nothing here. */
  #renderReceipt(lease: ClinicalContext | undefined): TemplateResult | typeof nothing {
    const latest = this.#latest;
    if (!latest || latest.patient !== lease?.patient.reference) return nothing;
    const { state, snapshot } = latest.receipt;
    const canCorrect = state === 'rejected' && !this.hasDraft;
    return renderReceipt(snapshot, { words: this.#text, correct: canCorrect ? this.#correct : undefined });
  }

  readonly #change = (part: Partial<VitalsDraft>): void => {
    this.#draft = { ...this.#draft, ...part };
    if (isEmpty(this.#draft)) this.#owner = undefined;
    this.#touch();
  };

  readonly #retime = (measuredAt: MeasuredAt): void => {
    this.#measuredAt = measuredAt;
    this.#touch();
  };

  #fill({ draft, measuredAt, replaces }: Pick<FormContent, 'draft' | 'measuredAt' | 'replaces'>): void {
    this.#draft = draft;
    this.#measuredAt = measuredAt;
    this.#replaces = replaces;
    this.#touch();
  }

  #touch(): void {
    this.#writer.forget();
    this.#failure = undefined;
    this.requestUpdate();
  }

  readonly #leave = (field: FieldName): void => {
    this.#left.add(field);
    this.#press.requestUpdate();
  };

  readonly #clear = (): void => {
    this.#empty();
    this.#touch();
    this.#unfinished.work?.finished();
  };

  #empty(): void {
    this.#draft = emptyDraft;
    this.#measuredAt = {};
    this.#owner = undefined;
    this.#replaces = undefined;
    this.#left.clear();
    this.#wasSaveTried = false;
    this.#failure = undefined;
  }

  /** Brings a refused set back into the form. */
  readonly #correct = (): void => {
    const latest = this.#latest;
    if (latest) this.#fill({ ...latest, replaces: { receipt: latest.receipt.id } });
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.#leave(event.target.id as FieldName);
    const next = nextStep(this.renderRoot, event.target);
    if (next) next.focus();
    else void this.#save();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#save();
  };

  async #save(): Promise<void> {
    const lease = this.#lease.openLease;
    if (this.#isSaving || !lease || this.#obstacle()) return;
    const { at, read, isPending } = this.#read(new Date());
    this.#wasSaveTried = true;
    if (read.isEmpty || Object.keys(read.faults).length > 0 || 'fault' in at) {
      this.requestUpdate();
      await this.updateComplete;
      const field = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
      (field('[aria-invalid="true"]') ?? field('[data-step]'))?.focus();
      return;
    }
    this.#isSaving = true;
    this.#failure = undefined;
    // The fields are disabled meanwhile, and a field that is disabled drops the focus out of the form.
    if (this.matches(':focus-within')) this.renderRoot.querySelector<HTMLElement>('.save')?.focus();
    this.requestUpdate();
    const { news2, values } = read;
    // Whose scale is not read yet has no total: measurements are never held up for it.
    const hasTotal = news2.status === 'complete' && !isPending;
    const result = await this.#writer.save(
      lease,
      { ...values, ...(hasTotal && { news2 }) },
      at.iso,
      this.#replaces,
    );
    this.#isSaving = false;
    if (result.status === 'failed') {
      const text = this.#replaces?.gone?.(result.code);
      this.#failure = { ...result, text };
      // Corrected or given up elsewhere: what is saved now is something new, and she has been told so.
      if (text) this.#replaces = undefined;
    } else {
      const typed = this.#measuredAt.typed ?? at.iso.slice(0, 16);
      this.#latest = {
        receipt: result.receipt,
        draft: this.#draft,
        measuredAt: { ...this.#measuredAt, typed },
        patient: lease.patient.reference,
      };
      this.#empty();
      this.#unfinished.work?.finished();
      this.#followReceipt();
      this.dispatchEvent(new VitalsSaveEvent(result.receipt));
    }
    this.requestUpdate();
  }

  #followReceipt(): void {
    this.#stopReceipt?.();
    const receipt = this.#latest?.receipt;
    if (!receipt) return;
    const onChange = () => this.requestUpdate();
    receipt.addEventListener('change', onChange);
    this.#stopReceipt = () => receipt.removeEventListener('change', onChange);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-vitals-entry': SamspilVitalsEntry;
  }
}
