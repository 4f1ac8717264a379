import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { infoIcon, lockIcon } from '../../icons/icons.ts';
import { formatNumber } from '../../format/numbers.ts';
import type { PatientListWords } from './list-columns.ts';

/** A filter that is in force. */
export interface ListFilter {
  /** In words: "Admitted today". */
  readonly name: string;
  /** Takes it away. Without it there is no button. */
  readonly clear?: (() => void) | undefined;
}

/** What the list says of itself beside its title: for whom, which service, when updated (LST-02). */
export function renderAbout(
  list: {
    readonly forWhom: string | undefined;
    readonly service: string | undefined;
    readonly updatedAt: string | undefined;
    readonly refresh: unknown;
  },
  view: {
    words: PatientListWords;
    isRefreshing: boolean;
    refresh: () => void;
    sliders: unknown;
  },
): TemplateResult {
  const { words, isRefreshing, refresh, sliders } = view;
  const { t, locale } = words;
  const { forWhom, service, updatedAt } = list;
  const time = formatMoment(updatedAt, locale, { isInSentence: true });
  return html`<div class="about" part="about">
    ${service ? html`<strong>${service}</strong>` : nothing}
    ${forWhom ? html`<span>${t('patientList.for', { name: forWhom })}</span>` : nothing}
    <span class="updated"
      >${updatedAt === undefined ? t('patientList.updatedUnknown') : t('patientList.updated', { time })}</span
    >
    ${
      list.refresh
        ? html`<button
            type="button"
            class="refresh"
            aria-disabled=${isRefreshing ? 'true' : 'false'}
            @click=${refresh}
          >
            ${t(isRefreshing ? 'patientList.refreshing' : 'patientList.refresh')}
          </button>`
        : nothing
    }
    ${sliders}
  </div>`;
}

/** How many there are, or are shown of how many. It is said aloud when the rows arrive. */
export function countText(
  { total, more }: { total: number | undefined; more: unknown },
  { words: { t, plural, locale }, n }: { words: PatientListWords; n: number },
): string {
  const shown = formatNumber(n, locale);
  if ((total ?? n) > n)
    return t('patientList.countOf', { n: shown, total: formatNumber(total ?? n, locale) });
  return more && total === undefined
    ? t('patientList.countFirst', { n: shown })
    : plural('patientList.count', n);
}

/** Above the rows, that they are not all (LST-16). */
export function renderFilter({ name, clear }: ListFilter, { t }: PatientListWords): TemplateResult {
  return html`<p class="filter" part="filter">
    <strong>${infoIcon} ${t('patientList.filter', { name })}</strong>
    ${clear ? html`<button type="button" class="quiet" @click=${clear}>${t('patientList.unfilter')}</button>` : nothing}
  </p>`;
}

/** In place of the rows while one patient is open: others must not be read beside her record (LST-20). */
export function renderCovered({ t }: PatientListWords): TemplateResult {
  return html`<div class="notice info covered" part="covered">
    ${lockIcon}
    <div><strong>${t('patientList.covered')}</strong>${t('patientList.coveredHow')}</div>
  </div>`;
}

/** Stands in for rows that are not here yet. */
export function renderLoading({ t }: PatientListWords): TemplateResult {
  return html`<div class="loading" part="loading">
    <span class="sr-only">${t('a11y.loading')}</span>
    ${['', '', ''].map(() => html`<span class="skeleton" aria-hidden="true"></span>`)}
  </div>`;
}
