import { html, nothing, type TemplateResult } from 'lit';
import { codesOf } from '../../format/concepts.ts';
import { durationBetween, formatDuration } from '../../format/durations.ts';
import { isOver } from '../../format/instants.ts';
import { formatOnset, formatWhen } from '../../format/onset.ts';
import { caveatTags, warningTag } from '../../states/caveat.ts';
import { conceptTexts } from '../../states/list-fact.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { EncounterFacts, EncounterGroups } from './encounter-facts.ts';
import { encounterName, statusText } from './encounter-name.ts';
import type { EncounterWords } from './encounter-words.ts';
import { plannedStartOf } from './planned.ts';
import { renderNow, type Finder } from './render-now.ts';
import { renderRest } from './render-rest.ts';

export interface EncounterRow {
  readonly words: EncounterWords;
  readonly group: keyof EncounterGroups;
  readonly now: number;
  /** A contact of the same list. */
  readonly find: Finder;
}

/** One contact: what kind, why, and beside it where it stands, since when and how long; of a current one also where and who. */
export function renderEncounter(facts: EncounterFacts, row: EncounterRow): TemplateResult {
  const { words, group } = row;
  const { t } = words;
  const { encounter } = facts;
  const isOff = group === 'cancelled' || group === 'wrong';
  const name = encounterName(facts, words);
  const reasons = conceptTexts(encounter.reasonCode).join(', ');
  return html`<li class="entry ${isOff ? 'off' : ''}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        ${reasons && group !== 'current' ? html`<p>${reasons}</p>` : nothing}
      </div>
      <div>
        <p>
          <span class="standing">${statusText(facts, words)}</span>
          <span class="when">${whenText(facts, row)}</span>
        </p>
        ${renderTags(tagsOf(facts, row))}
      </div>
    </div>
    ${group === 'current' ? renderNow(encounter, row) : nothing}
    ${renderDetails(
      {
        words,
        label: t('encounter.details'),
        name: t('encounter.detailsOf', { name }),
        resources: [encounter],
      },
      html`${group === 'current' ? nothing : renderNow(encounter, row)}
      ${renderRest(encounter, words, row.now)}`,
    )}
  </li>`;
}

function whenText(
  { start, end, encounter }: EncounterFacts,
  { words, group, now }: EncounterRow,
): TemplateResult {
  const { t, locale } = words;
  if (group === 'planned') {
    const planned = formatWhen(plannedStartOf(encounter) ?? start, locale);
    return planned ? html`${planned}` : html`<span class="muted">${t('encounter.plannedUnknown')}</span>`;
  }
  if (start === undefined && end === undefined) {
    return html`<span class="muted">${t('encounter.startUnknown')}</span>`;
  }
  const duration =
    group === 'current' || group === 'earlier' ? lengthOf(start, end, { group, now }) : undefined;
  return html`${formatOnset({ onsetPeriod: { ...(start && { start }), ...(end && { end }) } }, locale)}
  ${end === undefined && group === 'earlier' ? html`<span class="muted">${t('encounter.endUnknown')}</span>` : nothing}
  ${duration ? html`<strong class="length">${formatDuration(duration, locale)}</strong>` : nothing}`;
}

/** Until now while it goes on; of one that is over without saying when, nobody knows. */
function lengthOf(
  start: string | undefined,
  end: string | undefined,
  { group, now }: Pick<EncounterRow, 'group' | 'now'>,
) {
  const today = start?.includes('T') ? new Date(now).toISOString() : localDay(now);
  return durationBetween(start, end ?? (group === 'current' ? today : undefined));
}

function localDay(now: number): string {
  const at = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function tagsOf(facts: EncounterFacts, { words, group, now }: EncounterRow): (string | TemplateResult)[] {
  const { t } = words;
  const { encounter, status, start, end } = facts;
  const isLate = group === 'planned' && isOver(plannedStartOf(encounter) ?? start, now);
  return [
    ...(codesOf(encounter.priority).includes('A') ? [warningTag(t('encounter.priority.A'))] : []),
    ...(group === 'current' && status !== undefined && isOver(end, now)
      ? [warningTag(t('encounter.endPassed'))]
      : []),
    ...(isLate ? [warningTag(t('encounter.startPassed'))] : []),
    ...caveatTags(encounter, words),
  ];
}
