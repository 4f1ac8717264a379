import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clinician } from '../clinician.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import type { Desktop } from '../desktop.ts';
import { brandMark } from '../icons.ts';
import type { Preferences } from '../preferences.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';

/** The line on top: which product, that it is a simulation, the connection, and who is signed in. */
export class WorkplaceHeader extends LitElement {
  static override styles = [
    controls,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        padding: 0.375rem max(1rem, env(safe-area-inset-right)) 0.375rem max(1rem, env(safe-area-inset-left));
        border-block-end: 1px solid var(--samspil-border);
        background: var(--samspil-surface);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        font-size: 1.125rem;
        font-weight: 700;
        line-height: 1.1;
      }
      .brand small {
        display: block;
        font-size: 0.875rem;
        font-weight: 400;
        color: var(--samspil-text-muted);
      }
      .mark {
        width: 2.125rem;
        height: 2.125rem;
      }
      .simulated {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.75rem;
        padding: 0.1875rem 0.625rem;
        border: 1px dashed var(--samspil-warn-border);
        border-radius: var(--samspil-radius-small);
        background: var(--samspil-warn-surface);
        color: var(--samspil-warn-text);
        font-size: 0.875rem;
        line-height: 1.25;
        font-weight: 600;
      }
      .right {
        display: flex;
        align-items: center;
        gap: 0.5rem 1rem;
      }
      /* What hinders the work has a line of its own, below the others. */
      samspil-connection {
        order: 1;
        flex: 1 1 100%;
      }
      samspil-connection:state(online) {
        order: 0;
        flex: 0 1 auto;
      }
      :host([view='list']) samspil-connection::part(waiting) {
        display: none;
      }
      samspil-connection:state(online),
      samspil-connection:not(:state(online)) + .right {
        margin-inline-start: auto;
      }
      /* The simulator is no part of the work: without room for all it stands below. */
      @media (max-width: 62rem) {
        .brand small {
          display: none;
        }
        .simulated {
          order: 2;
          flex: 1 1 100%;
          justify-content: space-between;
        }
      }
      @media (max-width: 30rem) {
        header,
        .right {
          column-gap: 0.5rem;
        }
        .name {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    preferences: { attribute: false },
    clinician: { attribute: false },
    view: { reflect: true },
    signIn: { attribute: false },
  };

  declare desktop: Desktop;
  declare preferences: Preferences;
  declare clinician: Clinician | undefined;
  /** What stands below: the list tells itself of everything that waits, the chart of what waits about its patient. */
  declare view: 'list' | 'chart' | 'admin';
  /** Leaves for the sign-in, when the session is over. */
  declare signIn: () => Promise<void>;

  constructor() {
    super();
    new FollowSignals(this, () => [
      this.desktop.connection.state,
      this.desktop.isLoginNeeded,
      this.desktop.host.context,
    ]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.preferences.locale);
    const { connection, config, host } = this.desktop;
    return html`<header>
      <div class="brand">
        ${brandMark}<span class="name">Samspil<small>${t('page.product')}</small></span>
      </div>
      ${
        config.simulator
          ? html`<div class="simulated">
              ${t('page.testdata')}
              ${
                connection.hasSwitch
                  ? html`<workplace-line-switch
                      .connection=${connection}
                      .locale=${t.locale}
                    ></workplace-line-switch>`
                  : nothing
              }
            </div>`
          : nothing
      }
      <samspil-connection
        .host=${host}
        .besides=${host.context.value?.patient.reference.slice('Patient/'.length)}
        .signedOut=${this.desktop.isLoginNeeded.value}
        .signIn=${this.signIn}
        .locale=${t.locale}
        >${this.#whyOffline(t)}</samspil-connection
      >
      <div class="right">
        <workplace-notices .ui=${this.desktop.ui} .locale=${t.locale}></workplace-notices>
        <workplace-settings
          .desktop=${this.desktop}
          .preferences=${this.preferences}
          .clinician=${this.clinician}
        ></workplace-settings>
      </div>
    </header>`;
  }

  #whyOffline(t: Texts): string {
    const { isSwitchedOn, isDeviceOnline } = this.desktop.connection.state.value;
    if (!isDeviceOnline) return t('connection.device');
    return isSwitchedOn ? '' : t('connection.cut');
  }
}
