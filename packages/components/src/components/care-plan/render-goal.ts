import type { Goal, GoalTarget } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { formatExact } from '../../format/numbers.ts';
import { formatWhen } from '../../format/onset.ts';
import { textIn } from '../../format/text-in.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderTags } from '../../states/render-tags.ts';
import { caveatTags } from '../../states/caveat.ts';
import { amountText, rangeText, ratioText, spanText } from '../medication-list/dosage/amounts.ts';
import { isGoalOver, type GoalFacts } from './care-plan-facts.ts';
import type { CarePlanWords } from './care-plan-words.ts';
import { renderGoalRest } from './render-rest.ts';

/** A goal that no plan names: a row like that of a plan. */
export function renderGoalRow(facts: GoalFacts, words: CarePlanWords): TemplateResult {
  const { t } = words;
  const { goal } = facts;
  const name = goalName(goal, words);
  return html`<li class="entry ${isOff(facts) ? 'off' : ''}" part="entry">
    ${renderGoalLine(facts, words)}
    ${renderDetails(
      { words, label: t('plan.details'), name: t('plan.detailsOf', { name }), resources: [goal] },
      renderGoalRest(goal, words),
    )}
  </li>`;
}

/** The goals of a plan; those that count no longer stand last, and say so. */
export function renderGoals(
  { goals, missingGoals }: { goals: readonly GoalFacts[]; missingGoals: number },
  words: CarePlanWords,
): TemplateResult | typeof nothing {
  const { t, locale } = words;
  if (goals.length + missingGoals === 0) return nothing;
  const inOrder = [...goals.filter((each) => !isOff(each)), ...goals.filter(isOff)];
  return html`<h3 class="inner-title">${t('plan.goals')}</h3>
    <ul class="inner" part="goals">
      ${inOrder.map(
        (facts) => html`<li class="goal ${isOff(facts) ? 'off' : ''}">${renderGoalLine(facts, words)}</li>`,
      )}
    </ul>
    ${
      missingGoals > 0
        ? html`<p class="muted">
            ${t(missingGoals === 1 ? 'plan.goalsMissing.one' : 'plan.goalsMissing.other', { n: formatExact(missingGoals, locale) })}
          </p>`
        : nothing
    }`;
}

/** What is to be reached, how one sees it, and beside it how far one is. */
function renderGoalLine(facts: GoalFacts, words: CarePlanWords): TemplateResult {
  const { goal } = facts;
  const achieved = achievementText(facts, words);
  return html`<div class="line">
    <div>
      <p class="name">${goalName(goal, words)}</p>
      ${objectsIn(goal.target).map((target) => html`<p class="target">${targetText(target, words)}</p>`)}
    </div>
    <div>
      <p>
        <span class=${achieved ? 'standing' : ''}>${lifecycleText(facts, words)}</span>
        ${achieved ?? nothing}
      </p>
      ${renderTags(caveatTags(goal, words))}
    </div>
  </div>`;
}

function isOff(facts: GoalFacts): boolean {
  return isGoalOver(facts) || facts.lifecycle === 'entered-in-error';
}

function goalName({ description }: Goal, { t }: CarePlanWords): string {
  return conceptText(description) ?? t('plan.goalUnnamed');
}

function lifecycleText({ lifecycle, goal }: GoalFacts, { t }: CarePlanWords): string {
  if (lifecycle) return t(`plan.lifecycle.${lifecycle}`);
  const code = textIn(goal.lifecycleStatus);
  return code === undefined ? t('plan.statusMissing') : t('plan.statusStrange', { code });
}

/** How far one is. What was entered in error never got anywhere. */
function achievementText({ lifecycle, goal }: GoalFacts, { t }: CarePlanWords): string | undefined {
  if (lifecycle === 'entered-in-error') return undefined;
  const codes = codesOf(goal.achievementStatus);
  const known = achievements.find((each) => codes.includes(each));
  return known ? t(`plan.achievement.${known}`) : conceptText(goal.achievementStatus);
}

const achievements = [
  'in-progress',
  'improving',
  'worsening',
  'no-change',
  'achieved',
  'sustaining',
  'not-achieved',
  'no-progress',
  'not-attainable',
] as const;

/** What is measured, what it shall be, and until when; a word for each that is missing. */
function targetText(target: GoalTarget, words: CarePlanWords): string {
  const { t, locale } = words;
  const measure = conceptText(target.measure);
  const detail = detailText(target, words) ?? t('plan.targetUnknown');
  const due = formatWhen(target.dueDate, locale) ?? spanText(target.dueDuration, words);
  const said = measure === undefined ? detail : t('plan.target', { measure, detail });
  if (due === undefined) return said;
  return t(target.dueDate === undefined ? 'plan.within' : 'plan.due', { target: said, due });
}

/** Every type that FHIR has for it. */
function detailText(target: GoalTarget, words: CarePlanWords): string | undefined {
  const { detailString, detailBoolean, detailInteger }: Record<string, unknown> = { ...target };
  if (typeof detailBoolean === 'boolean') return words.t(detailBoolean ? 'plan.yes' : 'plan.no');
  if (typeof detailInteger === 'number') return formatExact(detailInteger, words.locale);
  return (
    amountText(target.detailQuantity, words) ??
    rangeText(target.detailRange, words) ??
    conceptText(target.detailCodeableConcept) ??
    textIn(detailString) ??
    ratioText(target.detailRatio, words)
  );
}
