import { ValidationError } from '../../errors.ts';

/** The limits of one run of points. Both ends are included; a missing end is open. Values are already rounded. */
export interface ScoreBand {
  min?: number;
  max?: number;
  points: number;
  /** The band only holds while these other inputs have these values, such as `{ oxygen: 'air' }`. */
  when?: Readonly<Record<string, string>>;
}

/** One measured number: rounded half up to `decimals`, then looked up in the bands. */
export interface MeasuredParameter<Key extends string> {
  key: Key;
  /** UCUM. */
  unit: string;
  decimals: number;
  bands: readonly ScoreBand[];
}

/** One input out of a list, such as the level of consciousness. */
export interface CodedParameter<Key extends string> {
  key: Key;
  choices: Readonly<Record<string, number>>;
}

/** One line of a score's chart. */
export type ScoreParameter<Key extends string> = MeasuredParameter<Key> | CodedParameter<Key>;

/** What a total, or a single parameter with at least `anyParameter` points, asks for. */
export type ScoreResponse<Level extends string, Monitoring extends string> = {
  level: Level;
  monitoring: Monitoring;
} & ({ min: number; max?: number } | { anyParameter: number });

/** An early warning score as data: clinical.md §3.3. Nothing is scored that is not in a table. */
export interface ScoreTable<Key extends string, Level extends string, Monitoring extends string> {
  id: string;
  version: string;
  /** False for limits nobody has checked against their source: the card must say so. */
  verified: boolean;
  /** Whom to acknowledge beside the score. */
  credit: string;
  /** How far apart the inputs may have been measured, in minutes. */
  windowMinutes: number;
  parameters: readonly ScoreParameter<Key>[];
  /** From the mildest to the gravest: when several apply, the last one holds. */
  responses: readonly ScoreResponse<Level, Monitoring>[];
}

/**
 * Refuses a table, typically a region's own, whose bands overlap or leave a gap.
 *
 * @throws ValidationError `invalid-request`, with a fault for each parameter that is wrong.
 */
export function checkScoreTable<K extends string, L extends string, M extends string>(
  table: ScoreTable<K, L, M>,
): void {
  const faults = table.parameters.flatMap((parameter) =>
    'bands' in parameter
      ? bandGroups(parameter.bands).flatMap((bands) => bandFaults(parameter, bands))
      : Object.keys(parameter.choices).length === 0
        ? [{ path: parameter.key, fault: 'has no choices' }]
        : [],
  );
  if (table.responses.length === 0) faults.push({ path: 'responses', fault: 'is empty' });
  if (faults.length > 0) {
    throw new ValidationError(
      'invalid-request',
      `The score table ${table.id} is not usable: correct the listed bands.`,
      faults,
    );
  }
}

/** Bands with conditions are complete for each condition on its own, together with those that always hold. */
function bandGroups(bands: readonly ScoreBand[]): (readonly ScoreBand[])[] {
  const conditions = bands.flatMap((band) => (band.when ? [band.when] : []));
  const whole = conditions.filter((a) => !conditions.some((b) => isNarrower(b, a)));
  const distinct = [...new Map(whole.map((when) => [JSON.stringify(when), when])).values()];
  if (distinct.length === 0) return [bands];
  return distinct.map((when) => bands.filter((band) => !band.when || includes(when, band.when)));
}

function isNarrower(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length > Object.keys(b).length && includes(a, b);
}

function includes(outer: Readonly<Record<string, string>>, inner: Readonly<Record<string, string>>): boolean {
  return Object.entries(inner).every(([key, value]) => outer[key] === value);
}

function bandFaults(
  parameter: MeasuredParameter<string>,
  bands: readonly ScoreBand[],
): { path: string; fault: string }[] {
  const fault = (text: string) => [{ path: parameter.key, fault: text }];
  const sorted = [...bands].sort((a, b) => (a.min ?? -Infinity) - (b.min ?? -Infinity));
  const [first] = sorted;
  if (!first) return fault('has no bands');
  if (first.min !== undefined) return fault(`has no band below ${first.min}`);
  const step = 10 ** -parameter.decimals;
  for (const [index, band] of sorted.slice(1).entries()) {
    const before = sorted[index]?.max;
    if (before === undefined || band.min === undefined || band.min <= before) {
      return fault(`has bands that overlap at ${band.min ?? 'the low end'}`);
    }
    if (band.min - before > step * 1.5) return fault(`has a gap between ${before} and ${band.min}`);
  }
  const last = sorted.at(-1)?.max;
  return last === undefined ? [] : fault(`has no band above ${last}`);
}
