import { formatNumber } from '@samspil/components/format';
import { pluginErrorText } from '@samspil/components/locales';
import type { PluginStatus } from '@samspil/sdk/host';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Texts } from '../texts.ts';
import { renderFacts } from './render-facts.ts';

/** How a plugin did since the page was opened: its signals, and each fault in words. */
export function renderSignals(t: Texts, { signals, faults }: PluginStatus): TemplateResult {
  const ms = (value: number | undefined) =>
    value === undefined ? t('admin.noneYet') : `${formatNumber(value, t.locale, 0)}\u00a0ms`;
  const answers = [...signals.p95ByMethod].map(
    ([method, value]) => html`<code>${method}</code> ${ms(value)}<br />`,
  );
  return html`<section>
    <h3>${t('admin.signals')}</h3>
    ${renderFacts([
      [t('admin.handshake'), ms(signals.handshakeMs)],
      [t('admin.firstData'), ms(signals.firstDataMs)],
      [t('admin.p95'), answers.length > 0 ? answers : t('admin.noneYet')],
      [t('admin.calls'), t('admin.callsOf', { n: signals.calls, errors: signals.errors })],
      [t('admin.timeouts'), signals.timeouts],
      [t('admin.staleLeases'), signals.staleLeases],
      [t('admin.dropped'), signals.dropped],
      [t('admin.silences'), signals.silences],
      [t('admin.kills'), signals.kills],
    ])}
    ${
      faults.size === 0
        ? nothing
        : html`<ul class="withheld" aria-label=${t('admin.faults')}>
            ${[...faults].map(
              ([code, n]) => html`<li>${n} × <code>${code}</code>: ${pluginErrorText(code, t.locale)}</li>`,
            )}
          </ul>`
    }
  </section>`;
}
