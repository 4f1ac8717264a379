import type { Consciousness } from '../../vital-signs/consciousness.ts';
import { whyNotValid, type NotValidReason, type ScoredPerson } from '../population.ts';
import type { ScoreResponse } from '../score-table.ts';
import { score } from '../score.ts';
import { news2, type News2Monitoring, type News2Parameter, type News2Risk } from '../tables/news2.ts';

/** What one set of observations says. Leave out what was not measured; never fill in a normal value. */
export interface News2Input extends ScoredPerson {
  /** Breaths per minute. */
  respiratoryRate?: number;
  /** Per cent, 0 to 100. */
  oxygenSaturation?: number;
  oxygen?: 'air' | 'oxygen';
  /** mmHg. */
  systolic?: number;
  /** Beats per minute. */
  pulse?: number;
  consciousness?: Consciousness;
  /** Degrees Celsius. */
  temperature?: number;
  /** Saturation scale. Default 1; 2 only when it is prescribed for hypercapnic respiratory failure (88–92 %). */
  scale?: 1 | 2;
}

interface News2Points {
  /** Points of each input that was given. May be shown one by one, also when there is no total. */
  points: Partial<Record<News2Parameter, number>>;
  /** Inputs rounded before scoring, with the value that was used: the card says so. */
  rounded: Partial<Record<News2Parameter, number>>;
  /** The saturation scale that was used. The card always says which. */
  scale: 1 | 2;
}

/** Only `complete` has a total. */
export type News2Result =
  | (News2Points & {
      status: 'complete';
      total: number;
      risk: News2Risk;
      monitoring: News2Monitoring;
      /** What the table asks for at this total. */
      response: ScoreResponse<News2Risk, News2Monitoring>;
    })
  | (News2Points & { status: 'incomplete'; missing: News2Parameter[] })
  | (News2Points & { status: 'not-valid'; reason: NotValidReason });

/**
 * NEWS2 of one set of observations (Royal College of Physicians, 2017; rules of clinical.md §3.1). Temperature is
 * rounded half up to one decimal, the others to whole numbers. A missing input gives no total, and a person the score
 * is not made for gives none either, whatever else is missing.
 */
export function scoreNews2(input: News2Input): News2Result {
  const scale = input.scale ?? 1;
  const { ageYears, pregnant, ...measured } = input;
  const result = score(news2, { ...measured, scale: String(scale) });
  const { points, rounded } = result;
  const reason = whyNotValid(news2.population ?? {}, { ageYears, pregnant });
  if (reason) return { status: 'not-valid', reason, points, rounded, scale };
  if (result.status === 'incomplete') {
    return { status: 'incomplete', missing: result.missing, points, rounded, scale };
  }
  const { total, level, monitoring, response } = result;
  return { status: 'complete', total, risk: level, monitoring, response, points, rounded, scale };
}
