import { html, nothing, type TemplateResult } from 'lit';
import type { TextController } from '../../controllers/text-controller.ts';
import { formatDate, formatTime } from '../../format/index.ts';
import { clockIcon, infoIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import { pluginErrorText } from '../../locales/plugin-error-text.ts';
import type { slotTexts } from '../../locales/catalogues/slot.ts';
import { codeOfEntry, stateOf, type SlotEntry } from './slot-entry.ts';

type Texts = TextController<readonly [typeof slotTexts]>;

/** What a person may do about a plugin. */
export interface WaysOn {
  restart(entry: SlotEntry): void;
  report(entry: SlotEntry): void;
  hide(entry: SlotEntry): void;
}

/** Failures before there was anything to see. All others close what was there. */
const NEVER_OPENED: ReadonlySet<string> = new Set([
  'handshake-timeout',
  'not-isolated',
  'version-mismatch',
  'not-found',
  'denied',
  'needs-approval',
  'untrusted',
  'revoked',
  'disabled',
  'unexpected',
]);

/** How a plugin is, in words, with the ways on. Nothing but a word for screen readers while all is well. */
export function renderState(
  entry: SlotEntry,
  name: string,
  text: Texts,
  ways: WaysOn,
): TemplateResult | typeof nothing {
  const { t } = text;
  const { plugin } = entry;
  const state = stateOf(entry);
  switch (state) {
    case 'loading':
      return html`<div class="loading">
        <span>${t('plugin.loading', { name })}</span>
        <span class="skeleton" aria-hidden="true"></span
        ><span class="skeleton short" aria-hidden="true"></span>
      </div>`;
    case 'ready':
      return html`<span class="sr-only">${t('plugin.ready', { name })}</span>`;
    case 'not-responding':
      return html`<div class="notice warn">
        ${warnIcon}
        <div>
          <strong>${t('plugin.notResponding', { name })}</strong> ${t('plugin.waitOrRestart')}
          ${renderWays(entry, text, ways, t('plugin.restart'))}
        </div>
      </div>`;
    case 'failed': {
      const code = codeOfEntry(entry);
      return html`<div class="notice danger" data-code=${code}>
        ${stopIcon}
        <div>
          <strong>${t(NEVER_OPENED.has(code) ? 'plugin.failed' : 'plugin.closed', { name })}</strong>
          ${code === 'timeout' ? t('plugin.gone') : pluginErrorText(code, text.locale)}
          ${renderWays(entry, text, ways, t('plugin.restart'))}
        </div>
      </div>`;
    }
    case 'quarantined': {
      const time = plugin?.retryAt && formatTime(plugin.retryAt, text.locale);
      return html`<div class="notice warn">
        ${clockIcon}
        <div>
          <strong>${t('plugin.paused', { name })}</strong>
          ${time ? t('plugin.pausedUntil', { time }) : t('plugin.pausedNow')}
          ${renderWays(entry, text, ways, t('plugin.tryNow'))}
        </div>
      </div>`;
    }
    case 'disabled':
      return html`<div class="notice">
        ${infoIcon}
        <div>
          <strong>${t('plugin.off', { name })}</strong> ${renderReason(entry, text)}
          ${renderWays(entry, text, ways)}
        </div>
      </div>`;
    case 'disposed':
      return nothing;
  }
}

/** What a person should know of a plugin that works. */
export function renderNote({ plugin, manifest }: SlotEntry, text: Texts): TemplateResult | typeof nothing {
  const { t, locale } = text;
  if (plugin?.insteadOf !== undefined) {
    const versions = { version: plugin.manifest.version, newer: plugin.insteadOf };
    return html`<p class="note">${infoIcon}<span>${t('plugin.older', versions)}</span></p>`;
  }
  const { stage } = plugin?.manifest ?? manifest;
  if (stage?.name !== 'sunset') return nothing;
  const sunset = stage.until
    ? t('plugin.sunset', { date: formatDate(stage.until, locale) })
    : t('plugin.sunsetSoon');
  return html`<p class="note">${infoIcon}<span>${sunset}</span></p>`;
}

/** An administrator's words are put in as text: markup in them stays text. */
function renderReason({ plugin }: SlotEntry, { t }: Texts): string {
  const { by, why } = plugin?.disabled ?? { by: 'faults', why: '' };
  if (by === 'faults') return t('plugin.offByFaults');
  return why ? t('plugin.offBecause', { why }) : t('plugin.offBecause', { why: '–' });
}

function renderWays(entry: SlotEntry, { t }: Texts, ways: WaysOn, again?: string): TemplateResult {
  return html`<div class="ways">
      ${
        again === undefined
          ? nothing
          : html`<button type="button" class="again" @click=${() => ways.restart(entry)}>${again}</button>`
      }
      ${
        entry.plugin && !entry.isReported
          ? html`<button type="button" class="report" @click=${() => ways.report(entry)}>
              ${t('plugin.report')}
            </button>`
          : nothing
      }
      <button type="button" class="quiet hide" @click=${() => ways.hide(entry)}>${t('plugin.hide')}</button>
    </div>
    ${entry.isReported ? html`<p class="thanks">${t('plugin.reported')}</p>` : nothing}`;
}
