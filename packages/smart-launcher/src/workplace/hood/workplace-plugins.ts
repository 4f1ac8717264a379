import { formatNumber } from '@samspil/components/format';
import { pluginErrorText } from '@samspil/components/locales';
import { localizedText } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { TextKey, Texts } from '../texts.ts';
import { hoodStyles } from './hood.styles.ts';

const STATES = ['idle', 'loading', 'ready', 'not-responding', 'failed', 'disposed'] as const;

/** Which plugins are approved here, how they do, and which manifests were refused and why. */
export class WorkplacePlugins extends LitElement {
  static override styles = [controls, hoodStyles];
  static override properties = { desktop: { attribute: false }, locale: {} };

  declare desktop: Desktop;
  declare locale: string;

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.desktop.log]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { plugins, refused } = this.desktop;
    return html`
      ${plugins.length === 0 ? html`<p>${t('hood.plugins.none')}</p>` : nothing}
      <ul class="entries">
        ${plugins.map((manifest) => this.#renderPlugin(t, manifest))}
      </ul>
      ${
        refused.length === 0
          ? nothing
          : html`<h3>${t('hood.refused.heading')}</h3>
              <ul class="entries">
                ${refused.map((each) => this.#renderRefused(t, each))}
              </ul>`
      }
    `;
  }

  #renderPlugin(t: Texts, { id, version, title, publisher, entry, scopes }: PluginManifest): TemplateResult {
    const trace = this.desktop.log.traceOf(id);
    const state = STATES.find((known) => known === trace?.state) ?? 'idle';
    const vitals = [...(trace?.vitals ?? [])];
    const facts: [TextKey, unknown][] = [
      ['plugin.publisher', publisher.name],
      ['hood.origin', html`<code>${entry.mode === 'frame' ? entry.origin : entry.url}</code>`],
      ['hood.scopes', html`<code>${scopes}</code>`],
      [
        'hood.vitals.label',
        vitals.length === 0
          ? t('hood.vitals.none')
          : vitals.map(
              ([name, value]) =>
                html`<span class="number"
                    >${name}
                    ${formatNumber(value, t.locale, name === 'CLS' ? 3 : 0)}${name === 'CLS' ? '' : ' ms'}</span
                  ><br />`,
            ),
      ],
    ];
    return html`<li class="entry">
      <div class="head">
        <strong>${localizedText(title, t.locale)}</strong>
        <code>${id} ${version}</code>
        <span class="chip ${state === 'ready' ? 'ok' : state === 'failed' ? 'danger' : ''}"
          >${t(`hood.state.${state}`)}</span
        >
        ${trace?.code ? html`<code>${trace.code}</code>` : nothing}
      </div>
      ${trace?.code ? html`<p class="small">${pluginErrorText(trace.code, t.locale)}</p>` : nothing}
      <dl>
        ${facts.map(
          ([label, value]) =>
            html`<div>
              <dt>${t(label)}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </li>`;
  }

  #renderRefused(t: Texts, { url, error }: Desktop['refused'][number]): TemplateResult {
    const faults = 'faults' in error ? (error.faults as readonly { path: string; fault: string }[]) : [];
    return html`<li class="entry">
      <div class="head">
        <code>${url}</code>
        <span class="chip danger">${error.code}</span>
      </div>
      <p class="small">${pluginErrorText(error.code, t.locale)}</p>
      ${faults.map(
        ({ path, fault }) =>
          html`<p class="small">${t('hood.refused.path', { name: path })} <code>${fault}</code></p>`,
      )}
    </li>`;
  }
}
