import type { CarePlan, CarePlanActivity, CarePlanActivityDetail } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatOnset } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { textIn } from '../../format/text-in.ts';
import { stopIcon } from '../../icons/icons.ts';
import { caveatTags } from '../../states/caveat.ts';
import { conceptTexts } from '../../states/list-fact.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import { timingText } from '../medication-list/dosage/timing.ts';
import type { CarePlanWords } from './care-plan-words.ts';

const statuses = [
  'not-started',
  'scheduled',
  'in-progress',
  'on-hold',
  'completed',
  'cancelled',
  'stopped',
  'unknown',
  'entered-in-error',
] as const;

/** What is to be done, was done, or must not be done, in the order of the plan. */
export function renderActivities(plan: CarePlan, words: CarePlanWords): TemplateResult | typeof nothing {
  const activities = objectsIn(plan.activity);
  if (activities.length === 0) return nothing;
  return html`<h3 class="inner-title">${words.t('plan.activities')}</h3>
    <ul class="inner" part="activities">
      ${activities.map((activity) => renderActivity(activity, plan, words))}
    </ul>`;
}

function renderActivity(activity: CarePlanActivity, plan: CarePlan, words: CarePlanWords): TemplateResult {
  const { contained } = plan;
  const detail = objectOf(activity.detail);
  const status = statuses.find((each) => each === detail?.status);
  const isOff = status === 'cancelled' || status === 'stopped' || status === 'entered-in-error';
  const who = objectsIn(detail?.performer);
  const when = detail && scheduleText(detail, words);
  const outcomes = [
    ...conceptTexts(activity.outcomeCodeableConcept),
    ...objectsIn(activity.outcomeReference).map((each) => referenceText(each, contained)),
    ...objectsIn(activity.progress).map(({ text }) => textIn(text)),
  ].filter((text) => text !== undefined);
  return html`<li class="activity ${isOff ? 'off' : ''}">
    <div class="line">
      <div>
        <p>${nameOf(activity, plan, words)}</p>
        ${outcomes.map((text) => html`<p class="muted">${text}</p> `)}
      </div>
      <div>
        <p>
          <span class=${when ? 'standing' : ''}>${statusText(detail, words)}</span>
          ${when ?? nothing}
        </p>
        ${who.length > 0 ? html`<p>${who.map((each) => html`<span class="who">${renderPerson(each, { words, contained })}</span> `)}</p>` : nothing}
        ${renderTags(tagsOf(activity, detail, words))}
      </div>
    </div>
  </li>`;
}

/** Its own words, else what it refers to calls itself: nothing is read for it. */
function nameOf(activity: CarePlanActivity, { contained }: CarePlan, { t }: CarePlanWords): string {
  const { detail, reference } = activity;
  const product =
    conceptText(detail?.productCodeableConcept) ?? referenceText(detail?.productReference, contained);
  return (
    textIn(detail?.description) ??
    conceptText(detail?.code) ??
    referenceText(reference, contained) ??
    product ??
    t('plan.activityUnnamed')
  );
}

/** A reference alone has no status here: it stands in what is referred to. */
function statusText(detail: CarePlanActivityDetail | undefined, { t }: CarePlanWords): string {
  const known = statuses.find((each) => each === detail?.status);
  if (known) return t(`plan.activity.${known}`);
  const code = textIn(detail?.status);
  return code === undefined ? t('plan.statusMissing') : t('plan.statusStrange', { code });
}

function scheduleText(detail: CarePlanActivityDetail, words: CarePlanWords): string | undefined {
  const { scheduledString, scheduledPeriod, scheduledTiming } = detail;
  const written = textIn(scheduledString) ?? formatOnset({ onsetPeriod: scheduledPeriod }, words.locale);
  if (written !== undefined) return written;
  const { parts, period, isPartly } = timingText(scheduledTiming, words);
  const said = [...parts, period, isPartly ? words.t('plan.partly') : undefined].filter(
    (part) => part !== undefined,
  );
  return said.length > 0 ? said.join(', ') : undefined;
}

function tagsOf(
  activity: CarePlanActivity,
  detail: CarePlanActivityDetail | undefined,
  words: CarePlanWords,
): (string | TemplateResult)[] {
  const said: unknown = detail?.doNotPerform;
  // Anything but a plain "no": a prohibition read as a task does more harm than the other way round.
  const isProhibited = said !== undefined && said !== null && said !== false;
  return [
    ...(isProhibited ? [html`<span class="tag danger">${stopIcon}${words.t('plan.prohibited')}</span>`] : []),
    ...caveatTags(activity, words),
    ...caveatTags(detail ?? {}, words),
  ];
}

function objectOf<T extends object>(value: T | undefined): T | undefined {
  const candidate: unknown = value;
  return typeof candidate === 'object' && candidate !== null ? value : undefined;
}
