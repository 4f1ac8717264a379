import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { receiptsContext, workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReceiptsController, type ReceiptsState } from '../../controllers/receipts-controller.ts';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatMoment } from '../../format/dates.ts';
import { checkIcon, chevronIcon, clockIcon, offlineIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { syncTexts } from '../../locales/catalogues/sync.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { HostReceipts } from '../../receipts/host-receipts.ts';
import { needsPerson } from '../../receipts/receipt-badge.ts';
import { lacksRoom } from '../../receipts/receipt-reason.ts';
import { receiptList } from '../../receipts/receipt-list.styles.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { renderEntry } from './render-entry.ts';
import { styles } from './sync-status.styles.ts';

/**
 * How far the writes have come: what waits on this device, since when, and what needs a person. Says "received" of a
 * write only when the record has it.
 *
 * @summary The state of writes on their way to the record.
 * @tag samspil-sync-status
 * @csspart summary - The line that is always there.
 * @csspart list - The entries, on demand.
 */
export class SamspilSyncStatus extends LitElement {
  static override styles = [elementTokens, controls, badgeStyles, receiptList, styles];

  static override properties = {
    host: { attribute: false },
    context: { attribute: false },
    patientNames: { attribute: false },
    action: { attribute: false },
    locale: {},
    open: { type: Boolean, reflect: true },
  };

  readonly #text = new TextController(this, syncTexts, receiptTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #provided = new ProvidedValue(this, receiptsContext);
  readonly #workplace = new ProvidedValue(this, workplaceContext);
  readonly #source = () => this.#ownSource();
  readonly #receipts = new ReceiptsController(this, this.#source);
  readonly #hostReceipts = new HostReceipts();
  #clock: ReturnType<typeof setInterval> | undefined;

  /** The workplace's host: then the writes of all its patients are shown. */
  declare host: WorkplaceHost | undefined;
  /** The lease whose patient's writes are shown. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Names by patient id, where writes of several patients are shown. */
  declare patientNames: ReadonlyMap<string, string> | undefined;
  /** What the page around can do about a write, drawn below it: for example the button that opens its conflict. */
  declare action: ((receipt: ReceiptSnapshot) => unknown) | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Whether the entries are listed. */
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
    new SignalsController(this, () => [this.#workplace.value?.online, this.host?.locale]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  /** Undefined where `samspil-app` follows the writes already. */
  #ownSource() {
    if (this.host) return this.#hostReceipts.of(this.host);
    return this.context || !this.#provided.value ? this.#lease.openLease?.fhir : undefined;
  }

  get #state(): ReceiptsState {
    const isOwn = this.host !== undefined || this.context !== undefined;
    return isOwn ? this.#receipts.state : (this.#provided.value ?? this.#receipts.state);
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#state;
    if (state.status === 'none') return nothing;
    const { locale, t } = this.#text;
    const waiting = state.receipts.filter((receipt) => receipt.state !== 'accepted');
    const entries = [
      ...waiting,
      ...state.receipts.filter((receipt) => receipt.state === 'accepted').reverse(),
    ];
    return html`<section lang=${locale} aria-label=${t('sync.title')}>
      <div class="summary" part="summary">
        <div role="status" class="words">${this.#summary(state, waiting)} ${this.#connection()}</div>
        ${
          entries.length > 0
            ? html`<button
                type="button"
                class="quiet toggle"
                aria-expanded=${this.open ? 'true' : 'false'}
                aria-controls="entries"
                @click=${() => (this.open = !this.open)}
              >
                ${t(this.open ? 'sync.hide' : 'sync.show')}${chevronIcon}
              </button>`
            : nothing
        }
      </div>
      <ul id="entries" part="list" ?hidden=${!this.open || entries.length === 0}>
        ${this.open ? entries.map((receipt) => this.#entry(receipt)) : nothing}
      </ul>
    </section>`;
  }

  #summary(state: ReceiptsState, waiting: readonly ReceiptSnapshot[]): TemplateResult {
    const { t, locale } = this.#text;
    const words = [];
    if (waiting.length > 0) words.push(this.#waiting(waiting));
    if (waiting.some(lacksRoom))
      words.push(html`<span class="line danger">${stopIcon}<strong>${t('sync.noRoom')}</strong></span>`);
    if (state.unreadable > 0)
      words.push(
        html`<span class="line danger"
          >${stopIcon}<span>${this.#text.plural('sync.unreadable', state.unreadable)}</span></span
        >`,
      );
    if (state.status === 'failed') {
      words.push(
        html`<span class="line danger"
          >${stopIcon}<span>${t('sync.failedToRead')}. ${this.#text.error(state.code)}</span
          ><button type="button" @click=${() => this.#receipts.reload()}>${t('sync.retry')}</button></span
        >`,
      );
    } else if (waiting.length === 0 && !(state.unreadable > 0)) {
      // Nothing is claimed while the list is still being read.
      words.push(
        state.status === 'loading'
          ? html`<span class="line">${clockIcon}<span>${t('a11y.loading')} …</span></span>`
          : html`<span class="line ok">${checkIcon}<span>${t('sync.queue.none')}</span></span>`,
      );
    }
    const newest = state.receipts.filter((receipt) => receipt.state === 'accepted').length;
    if (newest > 0)
      words.push(html`<span class="line muted">${this.#text.plural('sync.received', newest)}</span>`);
    return html`<span lang=${locale} class="lines">${words.map((line) => html`${line} `)}</span>`;
  }

  #waiting(waiting: readonly ReceiptSnapshot[]): TemplateResult {
    const { t, locale, plural } = this.#text;
    const attention = waiting.filter((receipt) => needsPerson(receipt.state)).length;
    const time = formatMoment(waiting[0]?.storedAt, locale, { isInSentence: true });
    const oldest = html`<span class="muted">${t('sync.queue.oldest', { time })}</span>`;
    const urgent = html`<span class="line danger"
      >${warnIcon}<strong>${plural('sync.attention', attention)}</strong></span
    >`;
    return html`<span class="line info"
        >${clockIcon}<span><strong>${plural('sync.queue', waiting.length)}</strong> ${oldest}</span></span
      >
      ${attention > 0 ? urgent : nothing}`;
  }

  /** Inside a workplace it is the workplace that says so, once; on a page of its own nobody else does. */
  #connection(): TemplateResult | typeof nothing {
    const workplace = this.#workplace.value;
    if (this.host || workplace?.surroundings === 'embedded' || workplace?.online.value !== false)
      return nothing;
    const { t } = this.#text;
    return html`<span class="line warn"
      >${offlineIcon}<span><strong>${t('net.offline')}.</strong> ${t('net.offlineUse')}</span></span
    >`;
  }

  #entry(receipt: ReceiptSnapshot): TemplateResult {
    const patient = this.host ? this.patientNames?.get(receipt.patient) : undefined;
    return renderEntry(receipt, this.#text, patient, this.action?.(receipt));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-sync-status': SamspilSyncStatus;
  }
}
