import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../format/numbers.ts';
import type { bannerTexts } from '../../locales/catalogues/banner.ts';
import { renderCautions, renderFlag, renderLines, renderName } from '../../patients/render-identity.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import type { patientsTexts } from '../../patients/patients-texts.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { FindState } from './find-controller.ts';
import type { patientPickerTexts } from './patient-picker-texts.ts';

/** The texts of samspil-patient-picker in the language in force. */
export type PatientPickerWords = WordsOf<
  typeof patientPickerTexts | typeof patientsTexts | typeof bannerTexts
>;

/** Id of an option, for the field that points at it: both stand in one root. */
export const optionId = (index: number): string => `option-${index}`;

/** The patients found, each as a row of a list of patients shows them. Nothing is chosen until a person does. */
export function renderResults(
  rows: readonly ReadRow[],
  view: { words: PatientPickerWords; active: number | undefined; choose: (row: ReadRow) => void },
): TemplateResult {
  const { words, active, choose } = view;
  return html`${rows.map((read, index) => {
    const { facts, difference, id, place, flags } = read;
    const isActive = index === active;
    return html`<li
      id=${optionId(index)}
      class="option"
      part="option"
      role="option"
      aria-selected=${isActive ? 'true' : 'false'}
      aria-disabled=${id === undefined ? 'true' : nothing}
      @click=${() => choose(read)}
    >
      <span class="who">${renderName(facts, difference, words)}</span>
      ${
        facts.preferredName
          ? html`<span class="fact label"
              >${words.t('banner.alsoKnownAs', { name: facts.preferredName })}</span
            >`
          : nothing
      }
      ${renderLines(facts, difference, words)}
      ${place === undefined ? nothing : html`<span class="fact">${place}</span>`}
      ${renderTags([
        ...renderCautions(facts, difference, words),
        ...(id === undefined ? [words.t('patients.noId')] : []),
        ...flags.map(renderFlag),
      ])}
    </li>`;
  })}`;
}

/** Where the search stands, in words: also that it was made and found nobody (SEA-04). Empty before anything is typed. */
export function statusText(state: FindState, words: PatientPickerWords): string {
  const { t, plural, locale } = words;
  switch (state.status) {
    case 'typed':
      if (state.typed.kind === 'short')
        return t(state.typed.of === 'name' ? 'picker.shortName' : 'picker.shortNumber');
      return state.typed.kind === 'malformed' ? t('picker.malformed') : '';
    case 'searching':
      return t('picker.searching');
    case 'none':
      return sentences(t('picker.none'), state.isDoubtful && t('picker.doubtful'), state.note);
    case 'found': {
      const { rows, total, unreadable, found } = state;
      const count =
        total > rows.length
          ? t('picker.tooMany', { n: formatNumber(rows.length, locale), total: formatNumber(total, locale) })
          : rows.length > 0
            ? plural('picker.found', rows.length)
            : '';
      return sentences(count, unreadable > 0 && plural('patients.unreadable', unreadable), found.note);
    }
    case 'failed':
      return '';
  }
}

function sentences(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
