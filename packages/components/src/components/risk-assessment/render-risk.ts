import type { Reference, RiskAssessment } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatOnset, formatWhen } from '../../format/onset.ts';
import { textIn } from '../../format/text-in.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { PredictionFacts, Probability, RiskFacts } from './risk-facts.ts';
import type { RiskWords } from './risk-texts.ts';

/** One assessment: of what, how likely and when, what is done against it, and when it was made; the rest on demand. */
export function renderRisk(
  facts: RiskFacts,
  { words, counts }: { words: RiskWords; counts: boolean },
): TemplateResult {
  const { t, locale } = words;
  const { assessment, predictions } = facts;
  const [first] = predictions;
  const name = first ? (first.outcome ?? t('risk.outcomeUnknown')) : t('risk.noPrediction');
  const madeAt = formatWhen(facts.madeAt, locale);
  const made = html`<span class="when muted"
    >${madeAt ? `${t('risk.assessedAt')} ${madeAt}` : t('risk.assessedUnknown')}</span
  >`;
  const mitigation = textIn(assessment.mitigation);
  const lines = predictions.map((each, index) =>
    renderPrediction(each, { words, tags: index === 0 ? tagsOf(facts, words) : [] }),
  );
  return html`<li class="entry ${counts ? '' : 'off'}" part="entry">
    ${
      lines.length > 0
        ? lines
        : html`<div class="line">
            <p class="name">${name}</p>
            <div>${renderTags(tagsOf(facts, words))}</div>
          </div>`
    }
    <p class="made">
      ${made}${mitigation ? html` <span class="muted">${t('risk.mitigation')}:</span> ${mitigation}` : nothing}
    </p>
    ${renderDetails(
      { words, label: t('risk.details'), name: t('risk.detailsOf', { name }), resources: [assessment] },
      renderRest(assessment, predictions, words),
    )}
  </li>`;
}

function renderPrediction(
  facts: PredictionFacts,
  { words, tags }: { words: RiskWords; tags: readonly string[] },
): TemplateResult {
  const { t, locale } = words;
  const { whenPeriod, whenRange } = facts.prediction;
  const level = facts.level ? t(`risk.level.${facts.level}`) : facts.levelText;
  const when = formatOnset({ onsetPeriod: whenPeriod, onsetRange: whenRange }, locale);
  const own = [
    ...(facts.probability.kind === 'invalid' ? [t('risk.invalid')] : []),
    ...(facts.isExpired ? [t('risk.expired')] : []),
  ];
  const isUnknown = facts.probability.kind === 'none' && level === undefined;
  return html`<div class="line">
    <p class="name">${facts.outcome ?? t('risk.outcomeUnknown')}</p>
    <div>
      <p>
        ${
          isUnknown
            ? html`<span class="muted">${t('risk.probabilityUnknown')}</span>`
            : html`<strong class="likely">${probabilityText(facts.probability, words)}</strong>
                ${level ?? nothing}`
        }
        ${when ? html`<span class="when"><span class="muted">${t('risk.period')}</span> ${when}</span>` : nothing}
      </p>
      ${renderTags([...tags, ...own])}
    </div>
  </div>`;
}

/** Final is what a reader takes it for; everything else is said. */
function tagsOf({ status, assessment, unreadable }: RiskFacts, { t }: RiskWords): string[] {
  const lost = unreadable > 0 ? [t('risk.unreadable')] : [];
  if (status === 'final') return lost;
  return [
    ...lost,
    status ? t(`risk.status.${status}`) : (textIn(assessment.status) ?? t('risk.status.unknown')),
  ];
}

function probabilityText(probability: Probability, { t, locale }: RiskWords): string {
  switch (probability.kind) {
    case 'none':
      return '';
    case 'invalid':
      return t('risk.asGiven', { value: probability.text });
    case 'percent': {
      const [low, high] = [probability.low, probability.high].map((value) =>
        value === undefined ? undefined : exactly(value, locale),
      );
      if (low === undefined) return t('risk.percentAtMost', { high: high ?? '' });
      if (high === undefined) return t('risk.percentAtLeast', { low });
      return low === high ? t('risk.percent', { n: low }) : t('risk.percentRange', { low, high });
    }
  }
}

/** With every digit it has: a very small risk is not none. */
function exactly(value: number, locale: string): string {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return String(value).includes('e') ? String(value) : formatNumber(value, locale, decimals);
}

function renderRest(
  assessment: RiskAssessment,
  predictions: readonly PredictionFacts[],
  words: RiskWords,
): TemplateResult {
  const { t, locale } = words;
  const { contained } = assessment;
  const name = (reference: Reference) => textIn(reference.display) ?? textIn(reference.reference);
  const joined = (texts: readonly (string | undefined)[]) =>
    texts.filter((each) => each !== undefined).join(', ') || undefined;
  const ofPredictions = predictions.flatMap(({ prediction, outcome }): Fact[] => {
    const of = (label: string) => (predictions.length > 1 && outcome ? `${outcome}: ${label}` : label);
    const relative: unknown = prediction.relativeRisk;
    return [
      [
        of(t('risk.relative')),
        typeof relative === 'number' ? t('risk.relativeTimes', { n: exactly(relative, locale) }) : undefined,
      ],
      [of(t('risk.rationale')), textIn(prediction.rationale)],
    ];
  });
  return renderFacts([
    ...ofPredictions,
    [t('risk.method'), conceptText(assessment.method)],
    [t('risk.code'), conceptText(assessment.code)],
    [t('risk.basis'), joined(objectsIn(assessment.basis).map(name))],
    [
      t('risk.condition'),
      assessment.condition ? joined(objectsIn([assessment.condition]).map(name)) : undefined,
    ],
    [t('risk.reason'), joined(objectsIn(assessment.reasonCode).map(conceptText))],
    [t('risk.performer'), renderPerson(assessment.performer, { words, contained })],
    ...objectsIn(assessment.note).map((note): Fact => [t('list.note'), textIn(note.text)]),
  ]);
}
