import type { ClinicalContext } from '@samspil/sdk';
import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { receiptsContext, workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { PressTask } from '../../controllers/press-task.ts';
import {
  ReceiptsController,
  type ReceiptSource,
  type ReceiptsState,
} from '../../controllers/receipts-controller.ts';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatMoment } from '../../format/dates.ts';
import { checkIcon, clockIcon, lockIcon, offlineIcon, warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { countWaiting } from '../../receipts/count-waiting.ts';
import { HostReceipts } from '../../receipts/host-receipts.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { connectionState, type ConnectionState } from './connection-state.ts';
import { connectionTexts } from './connection-texts.ts';
import { styles } from './connection.styles.ts';

const looks = {
  online: ['ok', checkIcon],
  offline: ['warn', offlineIcon],
  reconnecting: ['info', clockIcon],
  signedOut: ['warn', lockIcon],
} as const;

/**
 * Whether the record can be reached, for the head of a page: since when, how much waits to be sent, and what one can do.
 * How each write stands is said by `samspil-sync-status`, how old data is by `samspil-read-age`.
 *
 * A change is announced, politely and once; inside a workplace it is the workplace that says so.
 *
 * @summary Whether the record can be reached.
 * @tag samspil-connection
 * @slot - What the page knows of why there is no connection. Shown while there is none.
 * @csspart state - Connected or not, and since when.
 * @csspart waiting - How much waits to be sent. Not there when nothing does.
 * @csspart todo - What one can do. Not there when nothing is to be done.
 * @cssstate online - The record can be reached.
 * @cssstate offline - It cannot.
 * @cssstate reconnecting - That is not known: the workplace does not answer, or is not there yet.
 * @cssstate signed-out - The session is over.
 */
export class SamspilConnection extends LitElement {
  static override styles = [elementTokens, controls, styles];
  static override properties = {
    host: { attribute: false },
    context: { attribute: false },
    besides: {},
    signedOut: { type: Boolean, attribute: 'signed-out' },
    signIn: { attribute: false },
    locale: {},
  };

  readonly #text = new TextController(this, connectionTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #workplace = new ProvidedValue(this, workplaceContext);
  readonly #provided = new ProvidedValue(this, receiptsContext);
  readonly #hostReceipts = new HostReceipts();
  readonly #receipts = new ReceiptsController(this, () => this.#source());
  readonly #signIn = new PressTask(this);
  readonly #internals = this.attachInternals();
  #state: ConnectionState | undefined;
  /** When the state became what it is; undefined while it has not changed before our eyes. */
  #since: number | undefined;
  #said = '';

  /** The workplace's host: then the connection and the writes of the whole workplace count. */
  declare host: WorkplaceHost | undefined;
  /** The lease whose patient's writes count. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /**
   * Patient id whose waiting writes the page tells of elsewhere, such as in her chart: then only those of other patients
   * are counted, and said to be theirs. Default: all are counted.
   */
  declare besides: string | undefined;
  /** The session is over. Writes that wait for a sign-in say so too. */
  declare signedOut: boolean;
  /** Begins a sign-in. Without it there is no button. */
  declare signIn: (() => Promise<unknown>) | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  constructor() {
    super();
    this.signedOut = false;
    new SignalsController(this, () => {
      const workplace = this.#workplace.value;
      return [this.host?.online, this.host?.locale, workplace?.online, workplace?.reachable];
    });
  }

  /** Undefined where `samspil-app` follows the writes already. */
  #source(): ReceiptSource | undefined {
    if (this.host) return this.#hostReceipts.of(this.host);
    return this.context || !this.#provided.value ? this.#lease.openLease?.fhir : undefined;
  }

  get #known(): ReceiptsState {
    const isOwn = this.host !== undefined || this.context !== undefined;
    return isOwn ? this.#receipts.state : (this.#provided.value ?? this.#receipts.state);
  }

  protected override willUpdate(): void {
    const next = connectionState({
      isOnline: this.host ? this.host.online.value : this.#workplace.value?.online.value,
      isReachable: this.host !== undefined || this.#workplace.value?.reachable.value === true,
      isSignedOut: this.signedOut,
      receipts: this.#known,
    });
    const before = this.#state;
    if (next === before) return;
    this.#state = next;
    // What is there from the start, and the first answer of a workplace that was being asked, is no change.
    if (before === undefined || (before === 'reconnecting' && this.#since === undefined && next === 'online'))
      return;
    this.#since = Date.now();
    if (this.host || this.#workplace.value?.surroundings !== 'embedded') this.#said = next;
  }

  protected override updated(): void {
    const { states } = this.#internals;
    const name = this.#state === 'signedOut' ? 'signed-out' : this.#state;
    if (name === undefined || states.has(name)) return;
    states.clear();
    states.add(name);
  }

  protected override render(): TemplateResult {
    const { t, locale } = this.#text;
    const state = this.#state ?? 'reconnecting';
    const [tone, icon] = looks[state];
    return html`<section lang=${locale} aria-label=${t('connection.title')}>
      <span class="state ${tone}" part="state" data-state=${state}
        >${icon}<span
          ><strong>${t(`connection.${state}`)}</strong
          >${state === 'online' ? nothing : this.#renderSince()}</span
        ></span
      >
      ${this.#renderWaiting()} ${state === 'online' ? nothing : this.#renderTodo(state)}
      <span class="sr-only" role="status"
        >${this.#said === '' ? nothing : t(`connection.said.${state}`)}</span
      >
    </section>`;
  }

  #renderSince(): TemplateResult | typeof nothing {
    if (this.#since === undefined) return nothing;
    const { t, locale } = this.#text;
    const time = formatMoment(new Date(this.#since).toISOString(), locale, { isInSentence: true });
    return html` <span class="since">${t('connection.since', { time })}</span>`;
  }

  #renderWaiting(): TemplateResult | typeof nothing {
    const { besides } = this;
    const receipts = this.#known.receipts.filter(({ patient }) => patient !== besides);
    const n = countWaiting({ ...this.#known, receipts });
    const { t, plural } = this.#text;
    if (n === 0) return nothing;
    const stem = besides === undefined ? 'connection.waiting' : 'connection.waitingOthers';
    return html`<span class="waiting" part="waiting"
      >${n === undefined ? warnIcon : clockIcon}<span
        >${n === undefined ? t('connection.unreadable') : plural(stem, n)}</span
      ></span
    >`;
  }

  #renderTodo(state: Exclude<ConnectionState, 'online'>): TemplateResult {
    const { t, error } = this.#text;
    const isOffered = state === 'signedOut' ? this.signIn : undefined;
    const { failure } = this.#signIn;
    return html`<span class="todo" part="todo"
        >${t(`connection.do.${state}`)} ${state === 'offline' ? html`<slot></slot>` : nothing}</span
      >
      ${
        isOffered
          ? html`<button
              type="button"
              aria-disabled=${this.#signIn.isRunning ? 'true' : 'false'}
              @click=${() => void this.#signIn.run(isOffered)}
            >
              ${t(this.#signIn.isRunning ? 'connection.signingIn' : 'connection.signIn')}
            </button>`
          : nothing
      }
      ${failure !== undefined && isOffered ? html`<span role="alert">${error(failure)}</span>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-connection': SamspilConnection;
  }
}
