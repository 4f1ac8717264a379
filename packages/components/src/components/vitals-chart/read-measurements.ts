import {
  effectiveOf,
  readConsciousness,
  readVitalSigns,
  valueIn,
  type MeasuredVitalSign,
  type VitalSignKey,
} from '@samspil/sdk/clinical';
import type { Observation, ObservationComponent } from 'fhir/r4';
import { InstantReader } from './instant-reader.ts';
import { KnownCodes } from './known-codes.ts';
import { isUnconfirmed, isWrong } from './observation-facts.ts';
import type { Valued } from './observation-parts.ts';

/** The measurements of one sign, oldest first, in columns: a hundred thousand of them must not be as many objects. */
export interface Measurements {
  /** Seconds since the epoch, ascending: as charts take them. */
  readonly times: number[];
  /** In the unit of the SDK's table; null where the record says that there is none, or none that can be drawn. */
  readonly values: (number | null)[];
  readonly sources: Observation[];
}

/** A change in words, such as of consciousness. */
export interface WordMeasurement {
  readonly at: number;
  readonly value: string;
  readonly source: Observation;
}

/** What a list of Observations has for a chart. */
export interface ReadMeasurements {
  readonly numbers: ReadonlyMap<VitalSignKey, Measurements>;
  readonly words: ReadonlyMap<'consciousness' | 'oxygen', readonly WordMeasurement[]>;
  /** Those no person stands behind yet: see {@link isUnconfirmed}. */
  readonly unconfirmed: ReadonlySet<Observation>;
  /** Entered in error or cancelled: in the table, never drawn. */
  readonly wrong: number;
  /** In the table only: another kind of value, or a time too vague to stand on an axis. */
  readonly undrawn: readonly Observation[];
}

/** Reads tolerantly: what cannot be drawn is counted, and disturbs nothing. */
export function readMeasurements(
  observations: readonly Observation[],
  drawn: ReadonlySet<VitalSignKey>,
): ReadMeasurements {
  const numbers = new Map<VitalSignKey, Measurements>();
  const words = new Map<'consciousness' | 'oxygen', WordMeasurement[]>();
  const reading: Reading = { codes: new KnownCodes(), instants: new InstantReader(), numbers, words, drawn };
  const unconfirmed = new Set<Observation>();
  let wrong = 0;
  const undrawn: Observation[] = [];
  for (const observation of observations) {
    if (isWrong(observation)) {
      wrong += 1;
      continue;
    }
    if (!readOne(observation, reading)) undrawn.push(observation);
    else if (isUnconfirmed(observation)) unconfirmed.add(observation);
  }
  for (const [key, measurements] of numbers) numbers.set(key, inOrder(measurements));
  for (const list of words.values()) list.sort((a, b) => a.at - b.at);
  return { numbers, words, unconfirmed, wrong, undrawn };
}

interface Reading {
  readonly codes: KnownCodes;
  readonly instants: InstantReader;
  readonly numbers: Map<VitalSignKey, Measurements>;
  readonly words: Map<'consciousness' | 'oxygen', WordMeasurement[]>;
  readonly drawn: ReadonlySet<VitalSignKey>;
}

/** Whether all that an Observation says is in the charts. */
function readOne(observation: Observation, reading: Reading): boolean {
  try {
    const at = instantOf(observation.effectiveDateTime ?? effectiveOf(observation), reading.instants);
    if (at === undefined) return false;
    const { component } = observation as { component?: unknown };
    if (component === undefined) return readValued(observation, observation, at, reading);
    const own = readValued(observation, observation, at, reading);
    let parts = 0;
    let readParts = 0;
    for (const part of component as ObservationComponent[]) {
      parts += 1;
      if (readValued(part, observation, at, reading)) readParts += 1;
    }
    // A panel has no value of its own.
    return parts > 0 ? readParts === parts : own;
  } catch {
    return false;
  }
}

function readValued(valued: Valued, source: Observation, at: number, reading: Reading): boolean {
  const sign = reading.codes.find(valued.code);
  if (!sign) return false;
  if (sign.measure) {
    if (!reading.drawn.has(sign.key)) return false;
    const value = numberOf(sign, valued);
    let measurements = reading.numbers.get(sign.key);
    if (!measurements) reading.numbers.set(sign.key, (measurements = { times: [], values: [], sources: [] }));
    measurements.times.push(at / 1000);
    measurements.values.push(value);
    measurements.sources.push(source);
    return value !== null;
  }
  const value = wordOf(sign.key, valued, source);
  if (value === undefined) return false;
  const list = reading.words.get(sign.key) ?? [];
  list.push({ at, value, source });
  reading.words.set(sign.key, list);
  return true;
}

function numberOf({ measure: { ucum } }: MeasuredVitalSign, { valueQuantity }: Valued): number | null {
  if (!valueQuantity) return null;
  const { code, comparator } = valueQuantity;
  // Nearly every value comes in our own unit: nothing needs to be converted then.
  const isOurs = code === ucum && comparator === undefined;
  const value: unknown = isOurs ? valueQuantity.value : valueIn(ucum, valueQuantity);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function wordOf(key: 'consciousness' | 'oxygen', valued: Valued, source: Observation): string | undefined {
  if (key === 'consciousness') return readConsciousness(valued.valueCodeableConcept);
  const reading = readVitalSigns(source).find((each) => each.key === 'oxygen');
  return reading?.value === 'air' || reading?.value === 'oxygen' ? reading.value : undefined;
}

/** The instant of a FHIR dateTime; a date alone is no place on an axis of hours (CHT-18). */
function instantOf(effective: unknown, instants: InstantReader): number | undefined {
  if (typeof effective !== 'string' || effective.length <= 10) return undefined;
  const at = instants.read(effective);
  return Number.isNaN(at) ? undefined : at;
}

/** Oldest first, and the same value recorded twice (clinical.md 2.3: in two code systems) once. */
function inOrder(found: Measurements): Measurements {
  const { times, values, sources } = found;
  let isNewestFirst = true;
  let isSure = true;
  for (let index = 1; index < times.length && isNewestFirst; index += 1) {
    const [before, time] = [times[index - 1] ?? 0, times[index] ?? 0];
    isNewestFirst = time <= before;
    isSure &&= time !== before;
  }
  // As a record gives them: they only need to be turned round, and no moment stands there twice.
  if (isNewestFirst && isSure) {
    for (const column of [times, values, sources]) column.reverse();
    return found;
  }
  const sorted: Measurements = { times: [], values: [], sources: [] };
  const order = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || b - a);
  for (const index of order) {
    const [time, value, source] = [times[index], values[index], sources[index]];
    if (time === undefined || value === undefined || !source) continue;
    if (sorted.times.at(-1) === time && (sorted.values.at(-1) === value || value === null)) continue;
    sorted.times.push(time);
    sorted.values.push(value);
    sorted.sources.push(source);
  }
  return sorted;
}
