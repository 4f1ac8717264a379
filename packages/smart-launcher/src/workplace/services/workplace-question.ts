import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { warnIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';
import type { TextKey } from '../texts.ts';
import type { DeskQuestion, DesktopUi } from './desktop-ui.ts';
import { badgeStyles, renderBadge } from './render-badge.ts';

/** How long the button that means yes waits: what jumps up under a finger is not agreed to (threat 7). */
const DELAY_MS = 700;

interface Words {
  readonly heading: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/**
 * Asks the person, on behalf of a plugin: over everything, with the plugin's name on it, beginning on the answer that
 * changes nothing. Escape is no. When the question is taken back the dialog goes and the focus returns to where it was.
 */
export class WorkplaceQuestion extends LitElement {
  static override styles = [
    controls,
    badgeStyles,
    dialogStyles,
    css`
      h2 {
        margin-block-start: 0.75rem;
        overflow-wrap: anywhere;
      }
      .text {
        margin-block-start: 0.5rem;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .said {
        padding: 0.5rem 0.75rem;
        border-inline-start: 0.25rem solid var(--samspil-border-strong);
        background: var(--samspil-surface-sunken);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: 0.625rem;
        margin-block-start: 1.25rem;
      }
      button {
        overflow-wrap: anywhere;
      }
      button.danger {
        border-color: var(--samspil-danger-border);
        background: var(--samspil-danger-surface);
        color: var(--samspil-danger-text);
      }
      button[aria-disabled='true'] {
        opacity: 0.6;
        cursor: progress;
      }
    `,
  ];

  static override properties = {
    ui: { attribute: false },
    locale: {},
    isReady: { state: true },
  };

  declare ui: DesktopUi;
  declare locale: string;
  /** Waits, and returns the function that ends the wait. A test has its own clock. */
  schedule: (delayMs: number, callback: () => void) => () => void = (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  };
  /** Whether yes is taken already. */
  declare private isReady: boolean;
  #shown: DeskQuestion | undefined;
  #cancelDelay: (() => void) | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.isReady = false;
    new FollowSignals(this, () => [this.ui.question]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelDelay?.();
    this.ui.answer(false);
  }

  protected override willUpdate(): void {
    const question = this.ui.question.value;
    if (question === this.#shown) return;
    this.#shown = question;
    this.isReady = false;
    this.#cancelDelay?.();
    this.#cancelDelay = question && this.schedule(DELAY_MS, () => (this.isReady = true));
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open === (this.#shown !== undefined)) return;
    if (this.#shown) dialog.showModal();
    else dialog.close();
  }

  protected override render(): TemplateResult {
    const question = this.ui.question.value;
    return html`<dialog
      role=${question?.kind === 'plugin' && question.isDangerous ? 'alertdialog' : 'dialog'}
      aria-labelledby="heading"
      aria-describedby="text"
      @cancel=${this.#no}
    >
      ${question ? this.#renderQuestion(question) : nothing}
    </dialog>`;
  }

  #renderQuestion(question: DeskQuestion): TemplateResult {
    const t = textsIn(this.locale);
    const words = this.#wordsOf(question);
    const isDangerous = question.kind === 'plugin' && question.isDangerous;
    return html`
      ${renderBadge(t, question.plugin)}
      <h2 id="heading" dir="auto">${isDangerous ? warnIcon : nothing} ${words.heading}</h2>
      <p id="text" class="text ${question.kind === 'plugin' ? 'said' : ''}" dir="auto">${words.text}</p>
      <div class="actions">
        <button type="button" dir="auto" autofocus @click=${this.#no}>${words.no}</button>
        <button
          type="button"
          dir="auto"
          class=${isDangerous ? 'danger' : 'primary'}
          aria-disabled=${this.isReady ? 'false' : 'true'}
          @click=${this.#yes}
        >
          ${words.yes}
        </button>
      </div>
    `;
  }

  #wordsOf(question: DeskQuestion): Words {
    const t = textsIn(this.locale);
    const name = question.plugin.title;
    if (question.kind === 'plugin') {
      const { text, confirm: yes, cancel: no } = question;
      return { heading: t('services.question', { name }), text, yes, no };
    }
    const { action, subject } = question;
    const what = action === 'open' ? t(`services.activity.${subject}` as TextKey) : subject;
    return {
      heading: t(`services.permit.${action}`),
      text: t(`services.permitText.${action}`, { name, subject: what }),
      yes: t(`services.permitYes.${action}`),
      no: t('action.cancel'),
    };
  }

  readonly #no = (): void => this.ui.answer(false);

  readonly #yes = (): void => {
    if (this.isReady) this.ui.answer(true);
  };
}
