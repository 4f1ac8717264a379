import type { CarePlan, Goal, Reference, Resource } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { conceptTexts, listFact } from '../../states/list-fact.ts';
import { renderFacts, textIn, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { CarePlanWords } from './care-plan-words.ts';

/** What else the record says of a plan. */
export function renderPlanRest(plan: CarePlan, words: CarePlanWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = plan;
  const people = (label: string, references: readonly Reference[]): Fact[] =>
    references.map((each) => [label, renderPerson(each, { words, contained })]);
  return renderFacts([
    listFact(t('plan.category'), conceptTexts(plan.category), locale),
    listFact(t('plan.addresses'), namesOf(plan.addresses, contained, words), locale),
    [t('plan.author'), renderPerson(plan.author, { words, contained })],
    ...people(t('plan.contributor'), objectsIn(plan.contributor)),
    ...people(t('plan.team'), objectsIn(plan.careTeam)),
    listFact(t('plan.partOf'), namesOf(plan.partOf, contained, words), locale),
    listFact(t('plan.replaces'), namesOf(plan.replaces, contained, words), locale),
    [t('plan.created'), formatWhen(plan.created, locale) ?? t('time.unknown')],
    ...notesOf(plan, words),
  ]);
}

/** What else the record says of a goal. */
export function renderGoalRest(goal: Goal, words: CarePlanWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = goal;
  return renderFacts([
    listFact(t('plan.category'), conceptTexts(goal.category), locale),
    [t('plan.priority'), conceptText(goal.priority)],
    [t('plan.goalStart'), formatWhen(goal.startDate, locale) ?? conceptText(goal.startCodeableConcept)],
    [t('plan.statusDate'), formatWhen(goal.statusDate, locale)],
    [t('plan.statusReason'), textIn(goal.statusReason)],
    listFact(t('plan.addresses'), namesOf(goal.addresses, contained, words), locale),
    [t('plan.expressedBy'), renderPerson(goal.expressedBy, { words, contained })],
    listFact(
      t('plan.outcome'),
      [...conceptTexts(goal.outcomeCode), ...namesOf(goal.outcomeReference, contained, words)],
      locale,
    ),
    ...notesOf(goal, words),
  ]);
}

/** Of each what it calls itself; what has no name here is said. */
function namesOf(
  references: readonly Reference[] | undefined,
  contained: readonly Resource[] | undefined,
  { t }: CarePlanWords,
): string[] {
  return objectsIn(references).map((each) => referenceText(each, contained) ?? t('plan.nameUnknown'));
}

function notesOf({ note }: CarePlan | Goal, { t, locale }: CarePlanWords): Fact[] {
  return objectsIn(note).flatMap(({ text, time }): Fact[] => {
    const said = textIn(text);
    const at = formatWhen(time, locale);
    return said === undefined
      ? []
      : [[t('list.note'), html`${said} ${at ? html`<span class="muted">${at}</span>` : ''}`]];
  });
}
