import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment, formatTime } from '../../format/dates.ts';
import { checkIcon, chevronIcon, stopIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import { textIn } from '../../format/text-in.ts';
import type { CdsWords } from './cds-texts.ts';
import { serviceName, type CdsServiceStatus, type SupportStatus } from './service-status.ts';

const looks = {
  full: { icon: checkIcon, tone: 'ok' },
  partly: { icon: warnIcon, tone: 'warn' },
  none: { icon: stopIcon, tone: 'danger' },
  unknown: { icon: unknownIcon, tone: '' },
} as const;

/** Whether decision support runs, announced with its time when that changes; then each service by name (CDS-01). */
export function renderServices(
  services: readonly CdsServiceStatus[],
  { status, changedAt, words }: { status: SupportStatus; changedAt: Date | undefined; words: CdsWords },
): TemplateResult {
  const { t, locale } = words;
  const { icon, tone } = looks[status];
  return html`<p class="runs ${tone}" part="status" role="status" data-status=${status}>
      ${icon}<span
        >${t(`cds.runs.${status}`)}${changedAt ? ` · ${t('cds.changed', { time: formatTime(changedAt, locale) })}` : ''}</span
      >
    </p>
    ${
      services.length === 0
        ? nothing
        : html`<details class="services" part="services">
            <summary>${chevronIcon}<span>${t('cds.services', { n: services.length })}</span></summary>
            <dl class="facts">
              ${services.map(
                (service) =>
                  html`<div>
                    <dt>${serviceName(service) ?? t('cds.service.unnamed')}</dt>
                    <dd>${statusText(service, words)}</dd>
                  </div>`,
              )}
            </dl>
          </details>`
    }`;
}

function statusText({ status, since }: CdsServiceStatus, { t, locale }: CdsWords): string {
  switch (status) {
    case 'running':
    case 'unavailable':
      return t(`cds.service.${status}`);
    case 'down': {
      const from = textIn(since);
      return from === undefined
        ? t('cds.service.down')
        : t('cds.service.downSince', { time: formatMoment(from, locale, { isInSentence: true }) });
    }
    default:
      return textIn(status) ?? t('cds.service.unknown');
  }
}
