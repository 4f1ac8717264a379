import { html, nothing, type TemplateResult } from 'lit';
import { isOver } from '../../format/instants.ts';
import { formatOnset } from '../../format/onset.ts';
import { textIn } from '../../format/text-in.ts';
import { caveatTags, warningTag } from '../../states/caveat.ts';
import { conceptTexts } from '../../states/list-fact.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { CareGroups, PlanFacts } from './care-plan-facts.ts';
import type { CarePlanWords } from './care-plan-words.ts';
import { renderActivities } from './render-activity.ts';
import { renderGoals } from './render-goal.ts';
import { renderPlanRest } from './render-rest.ts';

/** One plan: what it is for, its goals and activities, and beside its name how it stands and since when. */
export function renderPlan(
  facts: PlanFacts,
  { words, group, now }: { words: CarePlanWords; group: keyof CareGroups; now: number },
): TemplateResult {
  const { t } = words;
  const { plan } = facts;
  const category = conceptTexts(plan.category).join(', ') || undefined;
  const title = textIn(plan.title);
  const name = title ?? category ?? t('plan.unnamed');
  const description = textIn(plan.description);
  const isOpen = group === 'current' || group === 'draft';
  const content = html`${description ? html`<p class="description">${description}</p>` : nothing}
  ${renderGoals(facts, words)} ${renderActivities(plan, words)}`;
  return html`<li class="entry plan ${isOpen ? '' : 'off'}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        ${title && category ? html`<p class="muted">${category}</p>` : nothing}
      </div>
      <div>
        <p>
          <span class="standing">${statusText(facts, words)}</span>
          <span class="when"
            >${formatOnset({ onsetPeriod: plan.period }, words.locale) ?? html`<span class="muted">${t('plan.periodUnknown')}</span>`}</span
          >
        </p>
        ${renderTags(tagsOf(facts, { words, isOpen, now }))}
      </div>
    </div>
    ${isOpen ? html`<div class="content">${content}</div>` : nothing}
    ${renderDetails(
      {
        words,
        label: t('plan.details'),
        name: t('plan.detailsOf', { name }),
        resources: [plan, ...facts.goals.map(({ goal }) => goal)],
      },
      html`${isOpen ? nothing : content} ${renderPlanRest(plan, words)}`,
    )}
  </li>`;
}

function statusText({ status, plan }: PlanFacts, { t }: CarePlanWords): string {
  if (status) return t(`plan.status.${status}`);
  const code = textIn(plan.status);
  return code === undefined ? t('plan.statusMissing') : t('plan.statusStrange', { code });
}

/** A plan needs no word for being one; a proposal or an order is something else. */
function tagsOf(
  { plan }: PlanFacts,
  { words, isOpen, now }: { words: CarePlanWords; isOpen: boolean; now: number },
): (string | TemplateResult)[] {
  const { t } = words;
  const intent = textIn(plan.intent);
  const known = (['proposal', 'order', 'option'] as const).find((each) => each === intent);
  return [
    ...(known ? [t(`plan.intent.${known}`)] : intent === undefined || intent === 'plan' ? [] : [intent]),
    ...(isOpen && isOver(plan.period?.end, now) ? [warningTag(t('plan.endPassed'))] : []),
    ...caveatTags(plan, words),
  ];
}
