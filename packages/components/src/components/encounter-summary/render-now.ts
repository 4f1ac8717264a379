import type { Encounter, EncounterLocation } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { codeAmong, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { conceptTexts, listFact } from '../../states/list-fact.ts';
import { renderFacts, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { EncounterFacts } from './encounter-facts.ts';
import { encounterName } from './encounter-name.ts';
import { diagnosesOf, participantsOf, useText } from './encounter-people.ts';
import type { EncounterWords } from './encounter-words.ts';
import { placesNow } from './places.ts';
import { plannedEndOf } from './planned.ts';

/** Finds a contact of the same list by a reference to it. */
export type Finder = (reference: Encounter['partOf']) => EncounterFacts | undefined;

/** What one asks of a contact first: where, who answers for it, why, which diagnoses, and what it is part of. */
export function renderNow(
  encounter: Encounter,
  { words, group, now, find }: { words: EncounterWords; group: string; now: number; find: Finder },
): TemplateResult {
  const { t, locale } = words;
  const { contained } = encounter;
  const { responsible } = participantsOf(encounter, now);
  const isCurrent = group === 'current';
  const places = isCurrent ? placesNow(encounter) : [];
  const reasons = [
    ...conceptTexts(encounter.reasonCode),
    ...objectsIn(encounter.reasonReference).map((each) => referenceText(each, contained)),
  ];
  return renderFacts([
    [
      t('encounter.place'),
      places.length > 0
        ? html`${places.map((place, index) => html`${index > 0 ? ', ' : nothing}${placeText(place, encounter, words)}`)}`
        : isCurrent
          ? html`<span class="muted">${t('encounter.placeUnknown')}</span>`
          : undefined,
    ],
    [
      t('encounter.responsible'),
      responsible.length > 0
        ? html`${responsible.map(({ individual }) => html`<div>${renderPerson(individual, { words, contained })}</div>`)}`
        : isCurrent
          ? html`<span class="muted">${t('common.notStated')}</span>`
          : undefined,
    ],
    listFact(t('encounter.reason'), reasons, locale),
    ...diagnosesOf(encounter).map(({ condition, use }): Fact => [
      useText(use, words),
      referenceText(condition, contained) ??
        html`<span class="muted">${t('encounter.diagnosisUnnamed')}</span>`,
    ]),
    [t('encounter.plannedEnd'), formatWhen(plannedEndOf(encounter), locale)],
    [t('encounter.partOf'), partText(encounter, words, find)],
  ]);
}

/** The place by its name; a bed or a ward without one at least by what it is. */
export function placeText(
  { location, physicalType }: EncounterLocation,
  { contained }: Encounter,
  { t }: EncounterWords,
): string {
  const kind = codeAmong(physicalType, ['bd', 'ro', 'wa']);
  return (
    referenceText(location, contained) ??
    t(kind ? `encounter.placeUnnamed.${kind}` : 'encounter.placeUnnamed.other')
  );
}

function partText({ partOf, contained }: Encounter, words: EncounterWords, find: Finder): string | undefined {
  const candidate: unknown = partOf;
  if (typeof candidate !== 'object' || candidate === null) return undefined;
  const whole = find(partOf);
  if (!whole) return referenceText(partOf, contained) ?? words.t('encounter.otherContact');
  const from = formatWhen(whole.start, words.locale);
  const name = encounterName(whole, words);
  return from ? words.t('encounter.named', { name, from }) : name;
}
