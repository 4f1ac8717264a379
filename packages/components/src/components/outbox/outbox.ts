import type { ReceiptSnapshot } from '@samspil/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { codeOf } from '../../controllers/lease-task.ts';
import { ReceiptsController, type ReceiptSource } from '../../controllers/receipts-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { OutboxRepairEvent } from '../../events/outbox-repair-event.ts';
import { formatMoment } from '../../format/dates.ts';
import { readReceipt } from '../../receipts/read-receipt.ts';
import { checkIcon, clockIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { outboxTexts } from './outbox-texts.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { syncTexts } from '../../locales/catalogues/sync.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { receiptList } from '../../receipts/receipt-list.styles.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { isGone, type OutboxActions } from './outbox-view.ts';
import { styles } from './outbox.styles.ts';
import { renderReason } from './render-reason.ts';
import { renderWrite } from './render-write.ts';

/**
 * Every write that the record has not received: how old it is, what stands in its way in a clinician's words, what waits
 * for it, and what a person can do: send now, correct, decide, or give it up with a reason. Says aloud what the device
 * lost. It acts on writes, so it belongs in the workplace or in an app of one's own, never in a plugin.
 *
 * @summary The unsent writes, each with what to do about it.
 * @tag samspil-outbox
 * @fires {OutboxRepairEvent} samspil-outbox-repair - A person wants to correct or decide a write; the page opens its form.
 * @csspart list - The writes.
 */
export class SamspilOutbox extends LitElement {
  static override styles = [elementTokens, controls, badgeStyles, receiptList, styles];

  static override properties = {
    outbox: { attribute: false },
    patient: {},
    patientNames: { attribute: false },
    locale: {},
    asking: { state: true },
    isReasonMissing: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  readonly #text = new TextController(this, outboxTexts, syncTexts, receiptTexts, commonTexts);
  readonly #receipts = new ReceiptsController(this, () => this.#source());
  #followed: { outbox: OutboxActions; patient: string | undefined; source: ReceiptSource } | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** The outbox; that of `openOutbox` fits. Without one nothing is shown. */
  declare outbox: OutboxActions | undefined;
  /** Only the writes of this patient id. Default: of all of this user's patients. */
  declare patient: string | undefined;
  /** Names by patient id, where the writes of several are listed. */
  declare patientNames: ReadonlyMap<string, string> | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Id of the write that a person is about to give up. */
  declare private asking: string | undefined;
  declare private isReasonMissing: boolean;
  /** Id of the write that is being acted on, or `all`. */
  declare private busy: string | undefined;
  /** What did not succeed last: an error code, or that no form opened. */
  declare private problem: string | undefined;

  constructor() {
    super();
    this.isReasonMissing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Ages move on.
    this.#clock = setInterval(() => this.requestUpdate(), 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  #source(): ReceiptSource | undefined {
    const { outbox, patient } = this;
    if (!outbox) return undefined;
    if (this.#followed?.outbox !== outbox || this.#followed.patient !== patient) {
      const source: ReceiptSource = {
        receipts: () => outbox.list(patient === undefined ? {} : { patient }),
        subscribe: (listener) =>
          outbox.subscribe((told) => {
            const snapshot = readReceipt(told);
            // A write that nobody can read any more names no patient; where it belongs, the list says.
            const isOurs = !snapshot || snapshot.patient === patient || isListed(snapshot);
            if (patient === undefined || isOurs) listener(told);
          }),
      };
      const isListed = ({ id }: ReceiptSnapshot) =>
        this.#receipts.state.receipts.some((one) => one.id === id);
      this.#followed = { outbox, patient, source };
    }
    return this.#followed.source;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#receipts.state;
    if (state.status === 'none') return nothing;
    const { t, locale } = this.#text;
    const unsent = state.receipts.filter((one) => one.state !== 'accepted');
    const canSend = unsent.some((one) => one.state === 'stored' || one.state === 'needs-login');
    return html`<section lang=${locale} aria-labelledby="title">
      <div class="head">
        <h2 id="title" tabindex="-1">${t('outbox.title')}</h2>
        ${
          canSend
            ? html`<button
                type="button"
                class="send"
                ?disabled=${this.busy !== undefined}
                @click=${() => void this.#act('all', (outbox) => outbox.flush())}
              >
                ${t('outbox.send')}
              </button>`
            : nothing
        }
      </div>
      ${this.#renderGone(unsent)}
      <div role="status">${this.#renderUnreadable()}${this.#renderStatus(unsent.length)}</div>
      <ul part="list">
        ${repeat(
          unsent,
          ({ id }) => id,
          (receipt) => this.#renderOne(receipt, unsent),
        )}
      </ul>
    </section>`;
  }

  /** What the device lost is said first, and loudest. */
  #renderGone(unsent: readonly ReceiptSnapshot[]): TemplateResult | typeof nothing {
    const { t, plural, locale } = this.#text;
    const of = (code: string) => unsent.filter(({ error }) => error?.code === code);
    const [lost, damaged] = [of('storage-lost'), of('storage-damaged')];
    // The oldest comes first, in both.
    const [oldest] = unsent.filter((one) => isGone(one)).map(({ storedAt }) => storedAt);
    if (oldest === undefined) return nothing;
    return html`<div class="notice danger gone" role="alert">
      ${stopIcon}
      <div>
        ${lost.length > 0 ? html`<strong>${plural('outbox.lost', lost.length)}</strong>` : nothing}
        ${damaged.length > 0 ? html`<strong>${plural('outbox.damaged', damaged.length)}</strong>` : nothing}
        ${t('outbox.lostSince', { time: formatMoment(oldest, locale, { isInSentence: true }) })}
      </div>
    </div>`;
  }

  #renderUnreadable(): TemplateResult | typeof nothing {
    const { unreadable } = this.#receipts.state;
    if (unreadable === 0) return nothing;
    return html`<p class="line danger">${stopIcon} ${this.#text.plural('sync.unreadable', unreadable)}</p>`;
  }

  #renderStatus(count: number): unknown {
    const { t } = this.#text;
    const { status, code, unreadable } = this.#receipts.state;
    if (status === 'failed') {
      return html`<p class="line danger">
        ${stopIcon} ${t('sync.failedToRead')}. ${this.#text.error(code)}
        <button type="button" @click=${() => this.#receipts.reload()}>${t('sync.retry')}</button>
      </p>`;
    }
    if (this.problem !== undefined) {
      const words =
        this.problem === 'no-form'
          ? t('outbox.nothingOpens')
          : `${t('outbox.failed')} ${this.#text.error(this.problem)}`;
      return html`<p class="line warn problem" data-code=${this.problem}>${warnIcon} ${words}</p>`;
    }
    // Nothing is claimed while the list is still being read.
    if (status === 'loading') return html`<p class="line">${clockIcon} ${t('a11y.loading')} …</p>`;
    return count + unreadable === 0 ? html`<p class="line ok">${checkIcon} ${t('outbox.none')}</p>` : nothing;
  }

  #renderOne(receipt: ReceiptSnapshot, unsent: readonly ReceiptSnapshot[]): TemplateResult {
    const { id, waitsFor = [] } = receipt;
    return renderWrite({
      receipt,
      words: this.#text,
      nowMs: Date.now(),
      patient: this.patient === undefined ? this.patientNames?.get(receipt.patient) : undefined,
      waitsFor: unsent.filter((one) => waitsFor.includes(one.id)),
      isBusy: this.busy !== undefined,
      reason: this.asking === id ? this.#renderReason(receipt) : undefined,
      repair: () => this.#repair(receipt),
      retry: () => void this.#act(id, (outbox) => outbox.retry(id)),
      discard: () => void this.#ask(id),
    });
  }

  #renderReason(receipt: ReceiptSnapshot): TemplateResult {
    return renderReason({
      words: this.#text,
      isGone: isGone(receipt),
      isMissing: this.isReasonMissing,
      isBusy: this.busy !== undefined,
      give: (reason) => void this.#giveUp(receipt.id, reason),
      cancel: () => void this.#cancel(receipt.id),
    });
  }

  #repair(receipt: ReceiptSnapshot): void {
    this.problem = undefined;
    const isUnanswered = this.dispatchEvent(new OutboxRepairEvent(receipt));
    if (isUnanswered) this.problem = 'no-form';
  }

  async #ask(id: string): Promise<void> {
    this.asking = id;
    this.isReasonMissing = false;
    this.problem = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
  }

  async #cancel(id: string): Promise<void> {
    this.asking = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .discard`)?.focus();
  }

  async #giveUp(id: string, reason: string): Promise<void> {
    this.isReasonMissing = reason === '';
    if (reason === '') {
      this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
      return;
    }
    await this.#act(id, (outbox) => outbox.discard(id, reason));
    if (this.problem !== undefined) return;
    this.asking = undefined;
    await this.updateComplete;
    // The row is gone, and the focus with it.
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  async #act(what: string, act: (outbox: OutboxActions) => Promise<void>): Promise<void> {
    if (!this.outbox || this.busy !== undefined) return;
    this.busy = what;
    this.problem = undefined;
    try {
      await act(this.outbox);
    } catch (error) {
      this.problem = codeOf(error);
    } finally {
      this.busy = undefined;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-outbox': SamspilOutbox;
  }
}
