import { formatDate, formatTime } from '@samspil/components/format';
import { localizedText, stageOf } from '@samspil/sdk/host';
import type { PluginHealth, PluginManifest, PluginStatus } from '@samspil/sdk/host';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';
import { renderFacts } from './render-facts.ts';
import { renderIsolation } from './render-isolation.ts';
import { renderRights } from './render-rights.ts';
import { renderSignals } from './render-signals.ts';

/** What an administrator can do about one plugin. */
export interface AdminActs {
  disable(plugin: PluginStatus, why: string): void;
  enable(plugin: PluginStatus): void;
  restart(plugin: PluginStatus): void;
  rollBack(plugin: PluginStatus): void;
  approve(plugin: PluginStatus): void;
}

const TONES: Readonly<Record<PluginHealth, string>> = {
  healthy: 'ok',
  degraded: 'warn',
  quarantined: 'danger',
  'on-trial': 'warn',
  'rolled-back': 'warn',
  disabled: 'danger',
  'not-admitted': 'danger',
};

/** One plugin: what it is, what it may do, how it does, and what can be done. */
export function renderPlugin(t: Texts, plugin: PluginStatus, acts: AdminActs): TemplateResult {
  const title = localizedText(plugin.manifest.title, t.locale);
  return html`<li class="card" data-plugin=${plugin.id} data-health=${plugin.health}>
    <div class="head">
      <h2>${title}</h2>
      <code>${plugin.id}</code>
      <span class="chip ${TONES[plugin.health]}">${t(`admin.health.${plugin.health}`)}</span>
    </div>
    ${renderStanding(t, plugin)} ${renderApproval(t, plugin, acts)}
    <div class="parts">
      ${renderIdentity(t, plugin)} ${renderRights(t, plugin)} ${renderSignals(t, plugin)}
      ${renderIsolation(t, plugin)}
    </div>
    ${renderActions(t, plugin, title, acts)}
  </li>`;
}

function renderStanding(t: Texts, { retryAt, disabled, insteadOf }: PluginStatus) {
  const said = [
    retryAt !== undefined && t('admin.retryAt', { time: formatTime(retryAt, t.locale) }),
    disabled?.by === 'faults' && t('admin.disabledByFaults'),
    disabled?.by === 'person' && t('admin.disabledBecause', { why: disabled.why }),
    insteadOf !== undefined && t('admin.insteadOf', { version: insteadOf }),
  ].filter((text) => text !== false);
  return said.map((text) => html`<p class="notice warn small"><span>${text}</span></p>`);
}

function renderApproval(t: Texts, plugin: PluginStatus, acts: AdminActs): TemplateResult | typeof nothing {
  const { toApprove } = plugin;
  if (!toApprove) return nothing;
  return html`<div class="notice warn to-approve">
    <div>
      <strong>${t('admin.toApprove', { version: toApprove.manifest.version })}</strong>
      <ul>
        ${toApprove.additions.map(({ kind, name }) => html`<li>${t(`admin.kind.${kind}`)}: <code>${name}</code></li>`)}
      </ul>
      <button type="button" class="approve" @click=${() => acts.approve(plugin)}>
        ${t('admin.approve')}
      </button>
    </div>
  </div>`;
}

function renderIdentity(t: Texts, { manifest, versions, instances }: PluginStatus): TemplateResult {
  const stage = stageOf(manifest);
  const dates = [stage.since, stage.until].map((date) => (date ? formatDate(date, t.locale) : ''));
  const period = dates.some((date) => date !== '') ? `, ${dates.join(' – ')}` : '';
  const { entry } = manifest;
  return html`<section>
    <h3>${t('admin.what')}</h3>
    ${renderFacts([
      [t('plugin.publisher'), `${manifest.publisher.name}, ${manifest.publisher.contact}`],
      [t('admin.version'), manifest.version],
      [t('admin.versions'), versions.join(', ')],
      [t('admin.stage.label'), `${t(`admin.stage.${stage.name}`)}${period}`],
      [t('admin.mode.label'), t(`admin.mode.${entry.mode}`)],
      [t('hood.origin'), renderOrigin(t, entry)],
      [
        t('admin.instances'),
        instances.length === 0
          ? t('admin.none')
          : instances.map(
              ({ slot, state, version }) =>
                html`<code>${slot}</code> ${version}: ${t(`hood.state.${state}`)}<br />`,
            ),
      ],
    ])}
  </section>`;
}

function renderOrigin(t: Texts, entry: PluginManifest['entry']): TemplateResult {
  if (entry.mode === 'element') return html`<code>${entry.url}</code>`;
  return entry.origin === 'opaque'
    ? html`${t('admin.opaque')} <code>${entry.url}</code>`
    : html`<code>${entry.origin}</code>`;
}

function renderActions(t: Texts, plugin: PluginStatus, title: string, acts: AdminActs): TemplateResult {
  const isDisabled = plugin.health === 'disabled';
  const hasOlder = plugin.versions.indexOf(plugin.manifest.version) < plugin.versions.length - 1;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const why = new FormData(form).get('why');
    acts.disable(plugin, typeof why === 'string' ? why.trim() : '');
  };
  return html`<div class="actions" role="group" aria-label=${t('admin.actionsFor', { name: title })}>
    ${
      isDisabled || plugin.insteadOf !== undefined
        ? html`<button type="button" class="enable primary" @click=${() => acts.enable(plugin)}>
            ${t(isDisabled ? 'admin.enable' : 'admin.newest')}
          </button>`
        : nothing
    }
    <button type="button" class="restart" @click=${() => acts.restart(plugin)}>${t('admin.restart')}</button>
    ${
      hasOlder && !isDisabled
        ? html`<button type="button" class="roll-back" @click=${() => acts.rollBack(plugin)}>
            ${t('admin.rollBack')}
          </button>`
        : nothing
    }
    ${
      isDisabled
        ? nothing
        : html`<form @submit=${submit}>
            <label
              >${t('admin.reason')}<input name="why" required maxlength="200" autocomplete="off"
            /></label>
            <button type="submit" class="disable">${t('admin.disable')}</button>
          </form>`
    }
  </div>`;
}
