import type { Encounter, Period } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { codeAmong, conceptText, objectsIn } from '../../format/concepts.ts';
import { formatOnset } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { formatQuantity } from '../../format/units.ts';
import { conceptTexts, listFact } from '../../states/list-fact.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { participantsOf, roleText } from './encounter-people.ts';
import type { EncounterWords } from './encounter-words.ts';
import { placesOf } from './places.ts';
import { careProviderOf } from './planned.ts';
import { placeText } from './render-now.ts';

/** What else the record says of a contact. */
export function renderRest(encounter: Encounter, words: EncounterWords, now: number): TemplateResult {
  const { t, locale } = words;
  const { contained, hospitalization } = encounter;
  const named = (label: string, reference: Encounter['serviceProvider']): Fact => {
    const candidate: unknown = reference;
    const isGiven = typeof candidate === 'object' && candidate !== null;
    return [label, isGiven ? (referenceText(reference, contained) ?? t('encounter.nameUnknown')) : undefined];
  };
  return renderFacts([
    listFact(t('encounter.type'), conceptTexts(encounter.type), locale),
    [t('encounter.service'), conceptText(encounter.serviceType)],
    [t('encounter.priorityLabel'), priorityText(encounter, words)],
    named(t('encounter.provider'), encounter.serviceProvider),
    named(t('encounter.unit'), careProviderOf(encounter)),
    ...participantsOf(encounter, now).others.map((each): Fact => [
      roleText(each, words),
      html`${renderPerson(each.individual, { words, contained })} ${spanText(each.period, locale)}`,
    ]),
    ...placesOf(encounter).map((place): Fact => [
      placeStatus(place.status, words),
      html`${placeText(place, encounter, words)} ${spanText(place.period, locale)}`,
    ]),
    [t('encounter.admittedFrom'), conceptText(hospitalization?.admitSource)],
    [t('encounter.dischargedTo'), conceptText(hospitalization?.dischargeDisposition)],
    [t('encounter.readmission'), conceptText(hospitalization?.reAdmission)],
    listFact(t('encounter.diet'), conceptTexts(hospitalization?.dietPreference), locale),
    listFact(t('encounter.arrangement'), conceptTexts(hospitalization?.specialArrangement), locale),
    [t('encounter.lengthLabel'), lengthText(encounter, locale)],
    ...objectsIn(encounter.statusHistory).map(({ status, period }): Fact => [
      t('encounter.earlierStatus'),
      html`${statusWord(status, words)} ${spanText(period, locale)}`,
    ]),
  ]);
}

function spanText(period: Period | undefined, locale: string): string {
  return formatOnset({ onsetPeriod: period }, locale) ?? '';
}

function priorityText({ priority }: Encounter, { t }: EncounterWords): string | undefined {
  const known = codeAmong(priority, ['A', 'EL']);
  return known ? t(`encounter.priority.${known}`) : conceptText(priority);
}

function placeStatus(status: unknown, { t }: EncounterWords): string {
  const known = (['planned', 'active', 'reserved', 'completed'] as const).find((each) => each === status);
  return known ? t(`encounter.placeStatus.${known}`) : t('encounter.place');
}

function statusWord(status: unknown, { t }: EncounterWords): string {
  const known = (
    ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled'] as const
  ).find((each) => each === status);
  return known ? t(`encounter.status.${known}`) : (textIn(status) ?? t('encounter.status.missing'));
}

/** As the record declares it, beside what its dates say. */
function lengthText({ length }: Encounter, locale: string): string | undefined {
  const { value, code, unit }: { value?: unknown; code?: unknown; unit?: unknown } = { ...length };
  if (typeof value !== 'number') return undefined;
  return formatQuantity({ value, unit: textIn(code) ?? textIn(unit) }, locale) || undefined;
}
