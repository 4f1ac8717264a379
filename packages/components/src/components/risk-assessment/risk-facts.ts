import type { RiskAssessment, RiskAssessmentPrediction } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { isOver } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

const statuses = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
] as const;
const levels = ['negligible', 'low', 'moderate', 'high', 'certain'] as const;

/** How likely: in per cent, or as it came where that makes no sense as a probability. */
export type Probability =
  | { readonly kind: 'none' }
  | { readonly kind: 'percent'; readonly low: number | undefined; readonly high: number | undefined }
  | { readonly kind: 'invalid'; readonly text: string };

/** One outcome that is predicted. */
export interface PredictionFacts {
  readonly outcome: string | undefined;
  readonly probability: Probability;
  /** Where the record has a code alone; else its own words are {@link levelText}. */
  readonly level: (typeof levels)[number] | undefined;
  readonly levelText: string | undefined;
  readonly isExpired: boolean;
  readonly prediction: RiskAssessmentPrediction;
}

/** One assessment, as its row says it. */
export interface RiskFacts {
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly status: (typeof statuses)[number] | undefined;
  /** When it was made, for the order and the row. */
  readonly madeAt: string | undefined;
  readonly predictions: readonly PredictionFacts[];
  /** What stands where a prediction belongs and is none. */
  readonly unreadable: number;
  readonly assessment: RiskAssessment;
}

export interface RiskGroups {
  /** Final, or not yet: the latter say so. The newest first. */
  readonly inForce: readonly RiskFacts[];
  /** Cancelled, or entered in error: never shown as true, and never hidden. */
  readonly wrong: readonly RiskFacts[];
}

/** Assessments by what they are worth, each in exactly one group. */
export function groupRisks(assessments: readonly RiskAssessment[], now: Date): RiskGroups {
  const all = withKeys(assessments)
    .map(({ key, resource }) => factsOf(key, resource, now))
    .sort((a, b) => instantOf(b.madeAt) - instantOf(a.madeAt));
  const isWrong = ({ status }: RiskFacts) => status === 'cancelled' || status === 'entered-in-error';
  return { inForce: all.filter((each) => !isWrong(each)), wrong: all.filter(isWrong) };
}

function factsOf(key: string, assessment: RiskAssessment, now: Date): RiskFacts {
  const { occurrenceDateTime, occurrencePeriod, prediction, status } = assessment;
  const given: unknown = prediction;
  const places = Array.isArray(given) ? given.length : given === undefined || given === null ? 0 : 1;
  const predictions = objectsIn(prediction).map((each) => predictionOf(each, now));
  return {
    key,
    status: statuses.find((each) => each === status),
    madeAt: textIn(occurrenceDateTime) ?? textIn(occurrencePeriod?.start) ?? textIn(occurrencePeriod?.end),
    predictions,
    unreadable: places - predictions.length,
    assessment,
  };
}

function predictionOf(prediction: RiskAssessmentPrediction, now: Date): PredictionFacts {
  const codes = codesOf(prediction.qualitativeRisk);
  const text = conceptText(prediction.qualitativeRisk);
  const end = textIn(prediction.whenPeriod?.end);
  return {
    outcome: conceptText(prediction.outcome),
    probability: probabilityOf(prediction),
    level:
      text === undefined || codes.includes(text) ? levels.find((level) => codes.includes(level)) : undefined,
    levelText: text,
    isExpired: isOver(end, now.getTime()),
    prediction,
  };
}

/** R4 gives probabilities in per cent, as a number or as a range; nothing above a hundred is one. */
function probabilityOf({ probabilityDecimal, probabilityRange }: RiskAssessmentPrediction): Probability {
  const decimal: unknown = probabilityDecimal;
  if (decimal !== undefined && decimal !== null) {
    return isPercent(decimal)
      ? { kind: 'percent', low: decimal, high: decimal }
      : { kind: 'invalid', text: asItCame(decimal) };
  }
  const range: unknown = probabilityRange;
  if (range === undefined || range === null) return { kind: 'none' };
  const bounds = [probabilityRange?.low, probabilityRange?.high];
  const [low, high] = bounds.map((bound): unknown => bound?.value);
  const isSound =
    bounds.every((bound) => isPercentUnit(bound?.code) && isPercentUnit(bound?.unit)) &&
    [low, high].every((value) => value === undefined || isPercent(value)) &&
    (low !== undefined || high !== undefined) &&
    (low === undefined || high === undefined || Number(low) <= Number(high));
  return isSound
    ? { kind: 'percent', low: low as number | undefined, high: high as number | undefined }
    : { kind: 'invalid', text: asItCame(range) };
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}

function isPercentUnit(unit: unknown): boolean {
  return unit === undefined || unit === '%';
}

/** For a reader who must judge what nobody could: no sign of it is left out. */
function asItCame(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function instantOf(at: string | undefined): number {
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? -Infinity : instant;
}
