import { html, nothing, type TemplateResult } from 'lit';
import { formatDate, formatMoment } from '../../format/dates.ts';
import { formatName } from '../../format/names.ts';
import { changeIcon } from '../../icons/icons.ts';
import { pluralForm } from '../../locales/text.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import type { RowChange } from './list-changes.ts';
import type { PatientListWords } from './list-columns.ts';

/** Above the rows: how many have changed and since when, how many of them are out of view (LST-32), and the way to be rid of the marks. */
export function renderSummary(view: {
  readonly words: PatientListWords;
  readonly n: number;
  readonly inView: number;
  readonly since: string | undefined;
  readonly isAsking: boolean;
  readonly ask: (isAsking: boolean) => void;
  readonly seen: () => void;
}): TemplateResult | typeof nothing {
  const { words, n, inView, since, isAsking, ask, seen } = view;
  const { t, plural, locale } = words;
  if (n === 0) return nothing;
  const out = n - Math.min(inView, n);
  return html`<p class="filter changes" part="changes">
    <strong
      >${changeIcon}
      ${
        since === undefined
          ? plural('patientList.changesSome', n)
          : t(`patientList.changes.${pluralForm(n)}`, {
              n,
              time: formatMoment(since, locale, { isInSentence: true }),
            })
      }</strong
    >
    ${out > 0 ? html`<span class="out">${plural('patientList.outOfView', out)}</span>` : nothing}
    ${
      isAsking
        ? html`<button type="button" class="keep" @click=${() => ask(false)}>
              ${t('patientList.unmarkKeep')}</button
            ><button type="button" class="sure" @click=${seen}>${t('patientList.unmarkSure')}</button>`
        : html`<button type="button" class="quiet unmark-all" @click=${() => ask(true)}>
            ${t('patientList.unmarkAll')}
          </button>`
    }
  </p>`;
}

/** In a changed cell, below what stands there now: that it is new, and what stood there (LST-18). It covers nothing. */
export function renderBefore(
  column: string,
  { row, change, words }: { row: ReadRow; change: RowChange | undefined; words: PatientListWords },
): TemplateResult | typeof nothing {
  if (!change?.before || !change.columns.has(column)) return nothing;
  const before = textBefore(column, { before: change.before, now: row, words });
  const { t } = words;
  return html`<span class="before"
    >${changeIcon}${before ? t('patientList.changedFrom', { before }) : t('patientList.changed')}</span
  >`;
}

/** With a row that has changed: that it is new or gone, which words are gone from it, and the button that takes the mark away. */
export function renderMark(
  { facts }: ReadRow,
  change: RowChange | undefined,
  { words: { t }, seen }: { words: PatientListWords; seen: () => void },
): TemplateResult | typeof nothing {
  if (!change) return nothing;
  const name = facts.name ? formatName(facts.name) : t('banner.nameMissing');
  return html`<p class="tags mark">
    ${
      change.kind === 'changed'
        ? nothing
        : html`<span class="tag info">${changeIcon}${t(`patientList.${change.kind}`)}</span>`
    }
    ${change.goneFlags.map(
      (flag) => html`<span class="tag info">${changeIcon}${t('patientList.flagGone', { flag })}</span>`,
    )}
    <button
      type="button"
      class="quiet unmark"
      aria-label=${t('patientList.unmarkOf', { name })}
      @click=${seen}
    >
      ${t('patientList.unmark')}
    </button>
  </p>`;
}

/** Empty where nothing stood there. Of the patient only what is not as it was. */
function textBefore(
  column: string,
  { before, now, words }: { before: ReadRow; now: ReadRow; words: PatientListWords },
): string {
  if (column === 'time') return before.time === undefined ? '' : formatMoment(before.time, words.locale);
  if (column !== 'name') return (column === 'place' ? before.place : before.cells[column]) ?? '';
  const factsOf = ({ facts: { name, birthDate, identifier } }: ReadRow) => [
    name ? formatName(name) : words.t('banner.nameMissing'),
    birthDate === undefined ? words.t('banner.birthDateMissing') : formatDate(birthDate, words.locale),
    identifier?.value ?? words.t('banner.id.missing'),
  ];
  const is = factsOf(now);
  return factsOf(before)
    .filter((fact, index) => fact !== is[index])
    .join(' · ');
}
