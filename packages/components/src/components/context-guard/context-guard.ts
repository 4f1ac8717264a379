import type { ContextOutcome, Hold, HoldDecider, NextContext, WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { TextController } from '../../controllers/text-controller.ts';
import { infoIcon, warnIcon } from '../../icons/icons.ts';
import { guardTexts } from '../../locales/catalogues/guard.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { styles } from './context-guard.styles.ts';

type Decision = 'overrule' | 'stay';

/** One question on the screen. */
interface Question {
  readonly holds: readonly Hold[];
  readonly next: NextContext;
  readonly answer: (decision: Decision) => void;
}

/** What is said after a change, until it is taken away. */
interface Message {
  readonly kind: 'parked' | 'parkedWithoutAnswer' | 'stayed';
  readonly name: string;
}

/**
 * Stands between the clinician and a change of patient that would lose something: says which app holds and why, and
 * lets her stay or go on. Afterwards it says what was kept. What an app says is shown as its words, never as markup.
 *
 * @summary The question before unsaved work is left.
 * @tag samspil-context-guard
 * @csspart dialog - The question.
 * @csspart notices - What was kept, after the change.
 */
export class SamspilContextGuard extends LitElement implements HoldDecider {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    host: { attribute: false },
    locale: {},
    delayMs: { type: Number, attribute: 'delay-ms' },
    question: { state: true },
    messages: { state: true },
    isArmed: { state: true },
  };

  readonly #text = new TextController(this, guardTexts);
  #withdraw: (() => void) | undefined;
  #arming: ReturnType<typeof setTimeout> | undefined;

  /** The workplace whose changes of patient are guarded. */
  declare host: Pick<WorkplaceHost, 'setHoldDecider' | 'locale'> | undefined;
  /** Language. Default: the host's. */
  declare locale: string | undefined;
  /**
   * How long the button that leaves the work behind does nothing, in milliseconds: a click that was meant for what lay
   * there before must not hit it. Default 800.
   */
  declare delayMs: number;
  declare private question: Question | undefined;
  declare private messages: readonly Message[];
  declare private isArmed: boolean;

  constructor() {
    super();
    this.delayMs = 800;
    this.messages = [];
    this.isArmed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#guard();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#withdraw?.();
    this.#withdraw = undefined;
    // Nobody can answer any more, and the safe side is to stay.
    this.question?.answer('stay');
  }

  /** Asks the clinician. Called by the host. */
  decideHolds(holds: readonly Hold[], signal: AbortSignal, next: NextContext): Promise<Decision> {
    this.question?.answer('stay');
    this.messages = [];
    return new Promise((resolve) => {
      const question: Question = {
        holds,
        next,
        answer: (decision) => {
          if (this.question === question) this.question = undefined;
          signal.removeEventListener('abort', onAbort);
          resolve(decision);
        },
      };
      const onAbort = () => question.answer('stay');
      if (signal.aborted) return resolve('stay');
      signal.addEventListener('abort', onAbort);
      this.question = question;
    });
  }

  /** Says what was kept. Called by the host. */
  tellOutcome({ status, plugins }: ContextOutcome, names: ReadonlyMap<string, string>): void {
    if (status === 'superseded') return;
    if (status === 'cancelled') {
      this.messages = [{ kind: 'stayed', name: '' }];
      return;
    }
    this.messages = plugins.flatMap(({ instance, plugin, answer }): Message[] => {
      const name = names.get(instance) ?? plugin;
      if (answer === 'parked') return [{ kind: 'parked', name }];
      return answer === 'parked-without-answer' ? [{ kind: 'parkedWithoutAnswer', name }] : [];
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('host')) this.#guard();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('question')) return;
    clearTimeout(this.#arming);
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.question && dialog) {
      this.isArmed = false;
      this.#arming = setTimeout(() => (this.isArmed = true), this.delayMs);
      if (!dialog.open) dialog.showModal();
    } else dialog?.close();
  }

  protected override render(): TemplateResult {
    return html`<div lang=${this.#text.locale}>${this.#renderDialog()} ${this.#renderMessages()}</div>`;
  }

  #guard(): void {
    this.#withdraw?.();
    this.#withdraw = this.isConnected ? this.host?.setHoldDecider(this) : undefined;
  }

  #renderDialog(): TemplateResult {
    const { t } = this.#text;
    const { question } = this;
    return html`<dialog
      part="dialog"
      aria-labelledby="heading"
      aria-describedby="holds noAnswer"
      @cancel=${this.#onCancel}
    >
      ${
        question
          ? html`<h2 id="heading">${t(`guard.heading.${question.next}`)}</h2>
              <ul id="holds" class="holds">
                ${question.holds.map((hold) => this.#renderHold(hold))}
              </ul>
              <p id="noAnswer">${t('guard.noAnswer')}</p>
              <div class="actions">
                <button type="button" class="primary stay" autofocus @click=${() => question.answer('stay')}>
                  ${t('guard.stay')}
                </button>
                <button
                  type="button"
                  class="go"
                  ?disabled=${!this.isArmed}
                  title=${this.isArmed ? nothing : t('guard.wait')}
                  @click=${() => question.answer('overrule')}
                >
                  ${t(`guard.go.${question.next}`)}
                </button>
              </div>`
          : nothing
      }
    </dialog>`;
  }

  #renderHold({ name, reason, code }: Hold): TemplateResult {
    const { t } = this.#text;
    return html`<li>
      <strong dir="auto">${t(code ? 'guard.notKept' : 'guard.unsaved', { name })}</strong>
      ${reason || code ? html`<span class="reason" dir="auto">${reason ?? this.#text.error(code)}</span>` : nothing}
    </li>`;
  }

  #renderMessages(): TemplateResult {
    const { t } = this.#text;
    return html`<div role="status" class="notices" part="notices" aria-label=${t('guard.notices')}>
      ${this.messages.map((message) => {
        const isWarning = message.kind === 'parkedWithoutAnswer';
        return html`<div class="notice ${isWarning ? 'warn' : 'info'}" data-kind=${message.kind}>
          ${isWarning ? warnIcon : infoIcon}
          <div dir="auto">
            ${t(`guard.${message.kind}`, { name: message.name })}
            <div>
              <button type="button" class="quiet" @click=${() => this.#dismiss(message)}>
                ${t('guard.dismiss')}
              </button>
            </div>
          </div>
        </div>`;
      })}
    </div>`;
  }

  /** Escape means: stay. */
  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.question?.answer('stay');
  };

  #dismiss(message: Message): void {
    this.messages = this.messages.filter((other) => other !== message);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-context-guard': SamspilContextGuard;
  }
}
