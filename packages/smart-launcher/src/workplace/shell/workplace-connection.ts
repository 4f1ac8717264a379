import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Connection } from '../connection.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

/** The switch that cuts the line to the EHR, and what the line is like now. Without a simulator, only the latter. */
export class WorkplaceConnection extends LitElement {
  static override styles = [
    controls,
    css`
      .connection {
        display: flex;
        align-items: center;
        gap: 0.625rem;
      }
      .label {
        font-size: 0.9375rem;
        line-height: 1.2;
        font-weight: 600;
      }
      .state {
        display: block;
        font-weight: 400;
        color: var(--samspil-text-muted);
      }
      .state.danger {
        color: var(--samspil-danger-text);
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
    const { isSwitchedOn, isDeviceOnline } = this.connection.state.value;
    const state = this.hasFailed
      ? t('connection.switchFailed')
      : !isDeviceOnline
        ? t('connection.device')
        : t(isSwitchedOn ? 'connection.on' : 'connection.off');
    return html`<div class="connection">
      <span class="label" id="label"
        >${t('connection.label')}
        <span id="state" class="state ${this.hasFailed ? 'danger' : ''}">${state}</span></span
      >
      ${
        this.connection.hasSwitch
          ? html`<button
              type="button"
              role="switch"
              aria-checked=${isSwitchedOn}
              aria-label=${t('connection.label')}
              aria-describedby="state"
              aria-busy=${this.isTurning}
              @click=${this.#turn}
            >
              <span class="track"><span class="thumb"></span></span>
            </button>`
          : ''
      }
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
