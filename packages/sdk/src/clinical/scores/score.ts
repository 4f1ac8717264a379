import { SamspilError } from '../../samspil-error.ts';
import { roundHalfUp } from '../units/round-half-up.ts';
import type { MeasuredParameter, ScoreParameter, ScoreResponse, ScoreTable } from './score-table.ts';

/** Numbers in the unit of the table, or the code of a choice. What is not known is left out. */
export type ScoreInput = Readonly<Record<string, number | string | undefined>>;

interface ScoredInputs<Key extends string> {
  /** Points of the inputs that were given. */
  points: Partial<Record<Key, number>>;
  /** Inputs that were rounded or corrected before they were looked up, with the value used: the card says so. */
  rounded: Partial<Record<Key, number>>;
}

/** No total is given while an input is missing: clinical.md §3.1, rule 1. */
export type ScoreResult<Key extends string, Level extends string, Monitoring extends string> =
  | (ScoredInputs<Key> & {
      status: 'complete';
      total: number;
      level: Level;
      monitoring: Monitoring;
      /** The line of the table that holds: what to do next stands there, and nowhere else. */
      response: ScoreResponse<Level, Monitoring>;
    })
  | (ScoredInputs<Key> & { status: 'incomplete'; missing: Key[] });

/**
 * Scores an input against a table. Says nothing about whether the score may be used for this person, nor whether a
 * value is physiologically possible: see {@link scoreNews2} and {@link checkPlausible}.
 *
 * @throws SamspilError `invalid-request` when the table has no response for the total.
 */
export function score<Key extends string, Level extends string, Monitoring extends string>(
  table: ScoreTable<Key, Level, Monitoring>,
  input: ScoreInput,
): ScoreResult<Key, Level, Monitoring> {
  const points: Partial<Record<Key, number>> = {};
  const rounded: Partial<Record<Key, number>> = {};
  const unscored: Key[] = [];
  for (const parameter of table.parameters) {
    const value = input[parameter.key];
    if ('bands' in parameter && typeof value === 'number') {
      const used = usedValue(parameter, value, input);
      if (used !== value && Number.isFinite(value)) rounded[parameter.key] = used;
    }
    const found = pointsOf(parameter, input);
    if (found !== undefined) points[parameter.key] = found;
    else unscored.push(parameter.key);
  }
  if (unscored.length > 0) {
    // A number may be there and still wait for another input: saturation on NEWS2's scale 2 depends on the oxygen.
    const absent = unscored.filter((key) => !Number.isFinite(input[key]));
    return { status: 'incomplete', missing: absent.length > 0 ? absent : unscored, points, rounded };
  }

  const given = Object.values<number | undefined>(points).map((value) => value ?? 0);
  const total = given.reduce((sum, value) => sum + value, 0);
  const highest = Math.max(...given);
  const response = table.responses.findLast((candidate) =>
    'anyParameter' in candidate
      ? highest >= candidate.anyParameter
      : total >= candidate.min && total <= (candidate.max ?? Infinity),
  );
  if (!response) {
    throw new SamspilError(
      'invalid-request',
      `The score table ${table.id} says nothing about some totals: complete its responses.`,
    );
  }
  return {
    status: 'complete',
    total,
    level: response.level,
    monitoring: response.monitoring,
    response,
    points,
    rounded,
  };
}

function pointsOf(parameter: ScoreParameter<string>, input: ScoreInput): number | undefined {
  const value = input[parameter.key];
  if ('choices' in parameter) {
    return typeof value === 'string' && Object.hasOwn(parameter.choices, value)
      ? parameter.choices[value]
      : undefined;
  }
  return typeof value === 'number' && Number.isFinite(value)
    ? bandPoints(parameter, value, input)
    : undefined;
}

function bandPoints(
  parameter: MeasuredParameter<string>,
  value: number,
  input: ScoreInput,
): number | undefined {
  const used = usedValue(parameter, value, input);
  return parameter.bands.find(
    (band) =>
      used >= (band.min ?? -Infinity) &&
      used <= (band.max ?? Infinity) &&
      Object.entries(band.when ?? {}).every(([key, wanted]) => input[key] === wanted),
  )?.points;
}

/** The value that is looked up: corrected for how it was measured, where the table says so and the input does, and rounded. */
function usedValue({ corrections, decimals }: MeasuredParameter<string>, value: number, input: ScoreInput) {
  const how = corrections && input[corrections.input];
  const added =
    typeof how === 'string' && Object.hasOwn(corrections?.add ?? {}, how) ? corrections?.add[how] : undefined;
  // A sum of two decimals has binary noise of its own, far below any digit that is measured.
  return roundHalfUp(added ? roundHalfUp(value + added, decimals + 6) : value, decimals);
}
