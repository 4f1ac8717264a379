import { pluginErrorText } from '@samspil/components/locales';
import { approve } from '@samspil/sdk/host';
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Clinician } from '../clinician.ts';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { backIcon, lockIcon } from '../icons.ts';
import { codeOf } from '../controllers/reading.ts';
import type { Read } from '../controllers/reading.ts';
import { SayEvent } from '../say-event.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { TextKey, Texts } from '../texts.ts';
import { adminStyles } from './admin.styles.ts';
import { renderPlugin } from './render-plugin.ts';
import type { AdminActs } from './render-plugin.ts';

/** Fired when the administrator wants back to the patients. */
export class LeaveAdminEvent extends Event {
  static readonly type = 'workplace-leave-admin';

  constructor() {
    super(LeaveAdminEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * The plugins of this workplace for whoever answers for them: what each may do, how it does, and the hand on the switch.
 * Others are told whom to ask.
 */
export class WorkplaceAdmin extends LitElement {
  static override styles = [controls, adminStyles];
  static override properties = {
    desktop: { attribute: false },
    locale: {},
    clinician: { attribute: false },
    failure: { state: true },
  };

  declare desktop: Desktop;
  declare locale: string;
  /** Who is signed in, and whether she may be here. */
  declare clinician: Read<Clinician>;
  declare private failure: string | undefined;

  readonly #acts: AdminActs = {
    disable: ({ id }, why) =>
      this.#act('admin.done.disable', () => this.desktop.host.plugins.disable(id, why)),
    enable: ({ id }) => this.#act('admin.done.enable', () => this.desktop.host.plugins.enable(id)),
    restart: ({ id }) => this.#act('admin.done.restart', () => this.desktop.host.plugins.restart(id)),
    rollBack: ({ id }) => this.#act('admin.done.rollBack', () => this.desktop.host.plugins.rollBack(id)),
    approve: ({ toApprove }) =>
      this.#act('admin.done.approve', () => {
        if (!toApprove) return;
        const { manifest } = toApprove;
        const { approvals } = this.desktop;
        const before = approvals.find(manifest.id);
        approvals.approve(approve(manifest, { approvedAt: Date.now(), before }));
      }),
  };

  constructor() {
    super();
    this.locale = 'da';
    this.clinician = { status: 'none' };
    new FollowSignals(this, () => [this.desktop?.host.plugins, this.desktop?.log]);
  }

  async takeFocus(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return html`<div class="page">
      <header>
        <h1 tabindex="-1">${t('admin.title')}</h1>
        <button type="button" class="back" @click=${() => this.dispatchEvent(new LeaveAdminEvent())}>
          ${backIcon}${t('admin.back')}
        </button>
      </header>
      ${this.#renderFor(t)}
    </div>`;
  }

  #renderFor(t: Texts): TemplateResult {
    const { clinician } = this;
    if (clinician.status === 'loading' || clinician.status === 'none')
      return html`<p role="status">${t('a11y.loading')}</p>`;
    // A role that could not be read opens nothing.
    if (clinician.status !== 'loaded' || !clinician.value.mayAdminister) {
      return html`<div class="notice warn">
        ${lockIcon}
        <div><strong>${t('admin.refused')}</strong>${t('admin.refusedNext')}</div>
      </div>`;
    }
    return this.#renderPlugins(t);
  }

  #renderPlugins(t: Texts): TemplateResult {
    const plugins = this.desktop.host.plugins.list();
    return html`
      <p class="muted">${t('admin.lead')}</p>
      ${
        this.failure === undefined
          ? nothing
          : html`<p class="notice danger" role="alert">${pluginErrorText(this.failure, t.locale)}</p>`
      }
      ${plugins.length === 0 ? html`<p>${t('hood.plugins.none')}</p>` : nothing}
      <ul class="plugins">
        ${repeat(
          plugins,
          ({ id }) => id,
          (plugin) => renderPlugin(t, plugin, this.#acts),
        )}
      </ul>
      ${this.#renderRefused(t)}
    `;
  }

  #renderRefused(t: Texts): TemplateResult | typeof nothing {
    const { refused } = this.desktop;
    if (refused.length === 0) return nothing;
    return html`<section class="card">
      <h2>${t('hood.refused.heading')}</h2>
      <ul class="plugins">
        ${refused.map(
          ({ url, error }) =>
            html`<li data-refused>
              <div class="head"><code>${url}</code><span class="chip danger">${error.code}</span></div>
              <p class="small">${pluginErrorText(error.code, t.locale)}</p>
              <ul class="withheld">
                ${('faults' in error ? (error.faults as readonly { path: string; fault: string }[]) : []).map(
                  ({ path, fault }) =>
                    html`<li>${t('hood.refused.path', { name: path })} <code>${fault}</code></li>`,
                )}
              </ul>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #act(done: TextKey, act: () => void): void {
    try {
      act();
      this.failure = undefined;
      this.dispatchEvent(new SayEvent(textsIn(this.locale)(done)));
    } catch (error) {
      this.failure = codeOf(error);
    }
    this.requestUpdate();
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-leave-admin': LeaveAdminEvent;
  }
}
