import { news2 as table } from '@samspil/sdk/clinical';
import type { News2Parameter, News2Result } from '@samspil/sdk/clinical';
import { html, nothing, type TemplateResult } from 'lit';
import { unknownIcon } from '../../icons/icons.ts';
import { conventionOf } from '../../format/numbers.ts';
import { news2Answer } from '../../scores/news2-answer.ts';
import type { VitalsWords } from './vitals-view.ts';

const names = {
  respiratoryRate: 'vitals.rr',
  oxygenSaturation: 'vitals.spo2',
  oxygen: 'vitals.o2',
  systolic: 'vitals.systolic',
  pulse: 'vitals.pulse',
  consciousness: 'vitals.consciousness',
  temperature: 'vitals.temp',
} as const satisfies Record<News2Parameter, unknown>;

const reasons = {
  age: 'score.notValid.age',
  'age-unknown': 'score.notValid.ageUnknown',
  pregnant: 'score.notValid.pregnant',
} as const;

export interface ScoreView {
  words: VitalsWords;
  news2: News2Result;
  isEmpty: boolean;
  /** What the total depends on, her birth date or the scale that is ordered, is still being read. */
  isPending: boolean;
  /** Whether scale 2 is ordered could not be read. */
  isScaleUnread: boolean;
}

/** The score card: the total, what it asks for, which scale was used, and whom to credit. No total while incomplete. */
export function renderScore(view: ScoreView): TemplateResult {
  const { words, news2 } = view;
  const { t } = words;
  return html`
    <h3>${t('score.news2')}</h3>
    ${renderResult(view)}
    <p class="small">
      ${t(view.isScaleUnread ? 'score.scaleUnread' : news2.scale === 2 ? 'score.scale2' : 'score.scale1')} ·
      ${table.credit}
    </p>
  `;
}

function renderResult({ words, news2, isEmpty, isPending }: ScoreView): TemplateResult {
  const { t } = words;
  if (isEmpty) return renderNoTotal(t('score.begin'));
  if (isPending && news2.status !== 'incomplete') return renderNoTotal(t('a11y.loading'));
  if (news2.status === 'not-valid') return renderNoTotal(t(reasons[news2.reason]));
  if (news2.status === 'incomplete') {
    const missing = news2.missing.map((parameter) => uncapitalised(t(names[parameter])));
    const name = new Intl.ListFormat(conventionOf(words.locale)).format(missing);
    return renderNoTotal(t('score.incomplete', { name }));
  }
  const { icon, says, repeat } = news2Answer(news2.response, t);
  return html`<div class="result ${news2.response.tone}" data-risk=${news2.risk}>
    <span class="total" aria-label=${t('score.total.label', { n: news2.total })} role="img"
      >${news2.total}</span
    >
    <div>
      <p class="risk">${icon}<span>${says}</span></p>
      <p class="monitor">${repeat}</p>
    </div>
  </div>`;
}

function renderNoTotal(words: string): TemplateResult {
  return html`<div class="result none">
    <span class="total" aria-hidden="true">–</span>
    <p class="risk">${unknownIcon}<span>${words}</span></p>
  </div>`;
}

/** A name inside a sentence: only its first letter changes, so that "SpO2" and "BT" stay as they are. */
function uncapitalised(name: string): string {
  return name.charAt(0).toLocaleLowerCase() + name.slice(1);
}

/** What a screen reader hears when the score changed; nothing while there is none. */
export function scoreAnnouncement({ words, news2, isEmpty, isPending }: ScoreView): string | typeof nothing {
  if (isEmpty || isPending || news2.status !== 'complete') return nothing;
  return words.t('a11y.scoreChanged', {
    name: words.t('score.news2'),
    n: news2.total,
    level: news2Answer(news2.response, words.t).says,
  });
}
