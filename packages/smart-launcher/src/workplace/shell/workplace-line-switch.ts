import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Connection } from '../connection.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

/** The simulator's switch that cuts the line to the EHR. What the line is like is for `samspil-connection` to say. */
export class WorkplaceLineSwitch extends LitElement {
  static override styles = [
    controls,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.5rem;
      }
      button {
        position: relative;
        padding: 0;
        width: 3.25rem;
        border: 0;
        background: transparent;
      }
      button:hover:not(:disabled) {
        background: transparent;
      }
      .track {
        width: 3rem;
        height: 1.625rem;
        border: 2px solid var(--samspil-border-strong);
        border-radius: 1rem;
        background: var(--samspil-surface-sunken);
      }
      .thumb {
        display: block;
        width: 1rem;
        height: 1rem;
        margin: 0.1875rem;
        border-radius: 50%;
        background: var(--samspil-border-strong);
        transition: translate 0.15s;
      }
      [aria-checked='true'] .track {
        border-color: var(--samspil-ok-border);
        background: var(--samspil-ok-surface);
      }
      [aria-checked='true'] .thumb {
        translate: 1.375rem 0;
        background: var(--samspil-ok-border);
      }
      @media (prefers-reduced-motion: reduce) {
        .thumb {
          transition: none;
        }
      }
      @media (forced-colors: active) {
        .thumb {
          background: ButtonText;
        }
      }
    `,
  ];

  static override properties = {
    connection: { attribute: false },
    locale: {},
    hasFailed: { state: true },
    isTurning: { state: true },
  };

  /** Has a switch. */
  declare connection: Connection;
  declare locale: string;
  declare private hasFailed: boolean;
  declare private isTurning: boolean;

  constructor() {
    super();
    this.locale = 'da';
    this.hasFailed = false;
    this.isTurning = false;
    new FollowSignals(this, () => [this.connection.state]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { isSwitchedOn } = this.connection.state.value;
    return html`<div class="line">
      <span id="label">${t('connection.line')}</span>
      <button
        type="button"
        role="switch"
        aria-checked=${isSwitchedOn}
        aria-labelledby="label"
        aria-busy=${this.isTurning}
        @click=${this.#turn}
      >
        <span class="track"><span class="thumb"></span></span>
      </button>
      <span role="alert">${this.hasFailed ? t('connection.switchFailed') : nothing}</span>
    </div>`;
  }

  readonly #turn = async (): Promise<void> => {
    // Not disabled meanwhile: a control that is disabled under the finger loses the focus.
    if (this.isTurning) return;
    this.isTurning = true;
    this.hasFailed = !(await this.connection.switch(!this.connection.state.value.isSwitchedOn));
    this.isTurning = false;
  };
}
