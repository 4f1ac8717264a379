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
  /** What is added to the value by another input, such as where a temperature was taken. */
  corrections?: { input: string; add: Readonly<Record<string, number>> };
}

/** One input out of a list, such as the level of consciousness. */
export interface CodedParameter<Key extends string> {
  key: Key;
  choices: Readonly<Record<string, number>>;
}

/** One line of a score's chart. */
export type ScoreParameter<Key extends string> = MeasuredParameter<Key> | CodedParameter<Key>;

/** A text of a table in each language it has: `{ da: 'Lav risiko', sv: 'Låg risk', en: 'Low risk' }`. */
export type ScoreWords = Readonly<Record<string, string>>;

/**
 * What a total, or a single parameter with at least `anyParameter` points, asks for. All of it is the table's: a table
 * that says nothing about what to do leaves the words out, and then nothing is said.
 */
export type ScoreResponse<Level extends string, Monitoring extends string> = {
  level: Level;
  monitoring: Monitoring;
  /** How it is shown beside its words, from the mildest to the gravest. */
  tone?: 'ok' | 'info' | 'warn' | 'alarm';
  /** How grave it is, and whom to call. */
  says?: ScoreWords;
  /** When to measure again. */
  repeat?: ScoreWords;
  /** At most this many minutes until the next measurement; 0 for continuous monitoring. */
  repeatMinutes?: number;
  /** `Task.priority` of what it asks for. */
  priority?: 'routine' | 'urgent' | 'asap' | 'stat';
} & ({ min: number; max?: number } | { anyParameter: number });

/** For whom a score is made. Left out: for everybody. */
export interface ScorePopulation {
  minimumAgeYears?: number;
  excludesPregnancy?: boolean;
}

/** An early warning score as data: clinical.md §3.3. Nothing is scored that is not in a table. */
export interface ScoreTable<Key extends string, Level extends string, Monitoring extends string> {
  id: string;
  /** As clinicians call it. Default: the id. */
  name?: string;
  version: string;
  /** False for limits nobody has checked against their source: the card must say so. */
  verified: boolean;
  /** Whom to acknowledge beside the score. */
  credit: string;
  /** How far apart the inputs may have been measured, in minutes. */
  windowMinutes: number;
  population?: ScorePopulation;
  parameters: readonly ScoreParameter<Key>[];
  /** From the mildest to the gravest: when several apply, the last one holds. */
  responses: readonly ScoreResponse<Level, Monitoring>[];
}

/**
 * Refuses a table, typically a region's own, whose bands overlap or leave a gap, or whose responses leave a total
 * without an answer. For JSON of unknown shape, use `readScoreTable`.
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
  faults.push(...responseFaults(table));
  if (faults.length > 0) {
    throw new ValidationError(
      'invalid-request',
      `The score table ${table.id} is not usable: correct the listed bands.`,
      faults,
    );
  }
}

/** Every total that can occur has a response; what a single parameter asks for comes on top of that. */
function responseFaults(table: ScoreTable<string, string, string>): { path: string; fault: string }[] {
  if (table.responses.length === 0) return [{ path: 'responses', fault: 'is empty' }];
  const totals = table.responses.filter((response) => 'min' in response);
  // From range to range, not from total to total: points come from outside, and may be any number.
  let next = 0;
  for (const { min, max = Infinity } of totals.sort((a, b) => a.min - b.min)) {
    if (min > next) break;
    next = Math.max(next, Math.floor(max) + 1);
  }
  if (next <= maximumOf(table)) return [{ path: 'responses', fault: `has no answer to a total of ${next}` }];
  return [];
}

/** The highest total a table can give. */
export function maximumOf(table: Pick<ScoreTable<string, string, string>, 'parameters'>): number {
  return table.parameters.reduce((sum, parameter) => {
    const points =
      'bands' in parameter ? parameter.bands.map((band) => band.points) : Object.values(parameter.choices);
    return sum + Math.max(0, ...points);
  }, 0);
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
  if (bands.some(({ min = -Infinity, max = Infinity }) => min > max)) {
    return fault('has a band that ends before it begins');
  }
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
