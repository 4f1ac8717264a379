import { maximumOf } from '@samspil/sdk/clinical';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { conventionOf } from '../../format/numbers.ts';
import { clockIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import { answerOf } from './answer.ts';
import { parameterName } from './parameter-words.ts';
import { dueAt, type ScoreFacts } from '../../scores/score-facts.ts';
import type { ScoreTexts } from './score-texts.ts';

/** The total with what the table asks for; or why there is none, without a number and without a tone. */
export function renderResult(
  facts: ScoreFacts,
  { words, isAgePending }: { words: ScoreTexts; isAgePending: boolean },
): TemplateResult {
  const { t, locale } = words;
  const { result, notValid, table } = facts;
  const name = table.name ?? table.id;
  if (notValid) return renderNoTotal(isAgePending ? t('a11y.loading') : reasonOf(facts, words));
  if (facts.readings.length === 0) return renderNoTotal(t('ews.noneUsable', { name }));
  if (result.status === 'incomplete') {
    const missing = result.missing.map((key) => parameterName(key, t, true));
    const list = new Intl.ListFormat(conventionOf(locale)).format(missing);
    return renderNoTotal(t('score.incomplete', { name: list }));
  }
  const { response, total } = result;
  const { icon, says, repeat } = answerOf(response, words);
  return html`<div class="result ${response.tone ?? ''}" part="result" data-level=${response.level}>
    <span class="total" role="img" aria-label=${t('ews.total', { n: total, max: maximumOf(table) })}
      >${total}</span
    >
    <div>
      <p class="says">${icon}<span>${says ?? t('ews.noAction')}</span></p>
      ${repeat ? html`<p>${repeat}</p>` : nothing}
    </div>
  </div>`;
}

function reasonOf({ notValid, table }: ScoreFacts, { t }: ScoreTexts): string {
  if (notValid === 'age') return t('ews.minimumAge', { n: table.population?.minimumAgeYears ?? 0 });
  return t(notValid === 'pregnant' ? 'score.notValid.pregnant' : 'score.notValid.ageUnknown');
}

function renderNoTotal(text: string): TemplateResult {
  return html`<div class="result none" part="result">
    <span class="total" aria-hidden="true">–</span>
    <p class="says">${unknownIcon}<span>${text}</span></p>
  </div>`;
}

/** How old the measurements are, and when the next are due. */
export function renderTimes(
  facts: ScoreFacts,
  { words, now }: { words: ScoreTexts; now: number },
): TemplateResult {
  const { t, locale } = words;
  const { measuredAt } = facts;
  if (measuredAt === undefined) return html`${nothing}`;
  const moment = (at: string) => formatMoment(at, locale, { now, isInSentence: true });
  const time = moment(measuredAt);
  const age = ageText(now - Date.parse(measuredAt), locale);
  const due = facts.notValid ? undefined : dueAt(facts);
  const isOverdue = due !== undefined && due.getTime() < now;
  return html`<p class="times">
    <span>${age === undefined ? t('ews.measuredAt', { time }) : t('ews.measured', { time, age })}</span>
    ${
      due
        ? html`<span class=${isOverdue ? 'overdue warn' : ''}>
            ${isOverdue ? warnIcon : clockIcon}
            <span>${t(isOverdue ? 'ews.overdue' : 'ews.due', { time: moment(due.toISOString()) })}</span>
          </span>`
        : nothing
    }
  </p>`;
}

/** "for 2 timer siden"; whole units, so that nothing looks newer than it is to the minute. Nothing for the future. */
export function ageText(ms: number, locale: string): string | undefined {
  if (!(ms >= 0)) return undefined;
  const minutes = Math.floor(ms / 60_000);
  const [n, unit] =
    minutes < 120
      ? ([minutes, 'minute'] as const)
      : minutes < 48 * 60
        ? ([Math.floor(minutes / 60), 'hour'] as const)
        : ([Math.floor(minutes / 1440), 'day'] as const);
  return new Intl.RelativeTimeFormat(conventionOf(locale)).format(-n, unit);
}
