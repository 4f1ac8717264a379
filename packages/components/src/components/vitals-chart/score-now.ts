import { CLOCK_TOLERANCE_MS, score } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { scoreFacts, type AnyTable, type ScoreFacts } from '../../scores/score-facts.ts';
import type { ScoredPerson } from '@samspil/sdk/clinical';
import type { ReadMeasurements } from './read-measurements.ts';
import type { VitalPoint } from './vital-series.ts';

export interface ScoreOptions {
  readonly table: AnyTable;
  readonly scale: '1' | '2';
  readonly person: (at: Date | undefined) => ScoredPerson;
}

/** The score of the latest measurements: only those that can still count are looked at. */
export function scoreNow(read: ReadMeasurements, options: ScoreOptions): ScoreFacts {
  return scoreFacts(recentOf(read, options.table.windowMinutes * 60_000), options);
}

function recentOf({ numbers, words, undrawn }: ReadMeasurements, windowMs: number): Observation[] {
  const lists = [
    ...[...numbers.values()].map(({ times, sources }) => ({ times, sources })),
    ...[...words.values()].map((list) => ({
      times: list.map(({ at }) => at / 1000),
      sources: list.map(({ source }) => source),
    })),
  ];
  const limit = (Date.now() + CLOCK_TOLERANCE_MS) / 1000;
  const last = (isCounted: (time: number) => boolean) =>
    Math.max(...lists.map(({ times }) => times.findLast(isCounted) ?? -Infinity));
  // What lies in the future comes along, to be told apart where it is scored.
  const now = last((time) => time <= limit);
  const newest = Number.isFinite(now) ? now : last(() => true);
  const recent = new Set<Observation>(undrawn);
  for (const { times, sources } of lists) {
    for (
      let index = times.length - 1;
      index >= 0 && newest - (times[index] ?? 0) <= windowMs / 1000;
      index -= 1
    ) {
      const source = sources[index];
      if (source) recent.add(source);
    }
  }
  return [...recent];
}

/** The points of one value by itself; undefined where they depend on more than it, or the table does not score it. */
export function pointsOf({ sign, value, source }: VitalPoint, facts: ScoreFacts): number | undefined {
  if (value === null || facts.notValid) return undefined;
  const row = facts.rows.find(({ key }) => key === sign.key);
  if (row?.reading?.observation === source) return row.points;
  return score(facts.table, { [sign.key]: value, scale: facts.scale }).points[sign.key];
}
