import type { AllergyIntolerance } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { formatWhenInSentence } from '../../format/onset.ts';
import { checkIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import { summarise } from '../patient-banner/allergy-facts.ts';
import type { AllergiesWords } from './allergies-words.ts';
import type { AllergyGroups } from './allergy-entries.ts';

/** One of four titles (BAN-26), unless a part of the record is missing: then that nothing can be concluded. */
export function renderStatus(
  { active, none }: AllergyGroups,
  {
    resources,
    words,
    isWhole,
  }: { resources: readonly AllergyIntolerance[]; words: AllergiesWords; isWhole: boolean },
): TemplateResult {
  const { t, locale } = words;
  const { status } = summarise(resources);
  if (status === 'known') {
    return html`<p class="status known">${warnIcon}${words.plural('allergy.count', active.length)}</p>`;
  }
  if (!isWhole) return html`<p class="status">${unknownIcon}${t('allergies.unsure')}</p>`;
  if (status === 'not-assessed') {
    return html`<p class="status">${unknownIcon}${t('allergy.notAssessed')}</p>`;
  }
  const checked = none.flatMap(({ records }) => records).find(({ recordedDate }) => recordedDate);
  const time = formatWhenInSentence(checked?.recordedDate, locale) ?? t('time.unknown');
  return html`<p class="status none-known">
    ${checkIcon}${t('allergy.none')} <span class="muted">${t('allergies.checkedAt', { time })}</span>
  </p>`;
}
