import {
  bloodPressurePanel,
  bloodPressurePanelAliases,
  findVitalSign,
  news2,
  readVitalSigns,
  type Consciousness,
  type VitalSignKey,
  type VitalSignReading,
} from '@samspil/sdk/clinical';
import type { Coding, Observation } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';

/** What the trend can show, each as one card. Blood pressure is one: systolic and diastolic belong together (CHT-08). */
export const trendNames = [
  'respiratoryRate',
  'oxygenSaturation',
  'bloodPressure',
  'pulse',
  'consciousness',
  'temperature',
] as const;
export type TrendName = (typeof trendNames)[number];

/** One measured moment of one card. `value` is systolic for blood pressure. */
export interface TrendPoint {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As the record has it. */
  readonly effective: string;
  readonly value: number | Consciousness;
  /** Diastolic. */
  readonly second?: number;
  /** Saturation: whether it was measured on air or on oxygen. */
  readonly oxygen?: 'air' | 'oxygen';
  readonly status: Observation['status'];
  /** Who measured it or with which device, where the record says so by name. */
  readonly by?: string;
}

/** The points of each card, oldest first. */
export type TrendSeries = ReadonlyMap<TrendName, readonly TrendPoint[]>;

/** Reads tolerantly: an Observation of the wrong shape gives nothing and disturbs nothing. */
export function readSeries(observations: readonly Observation[]): TrendSeries {
  const readings = observations.flatMap(readOne).flatMap(dated);
  const oxygenAt = new Map<number, 'air' | 'oxygen'>();
  for (const { reading, at } of readings) if (reading.key === 'oxygen') oxygenAt.set(at, reading.value);
  const diastolicAt = new Map<number, number>();
  for (const { reading, at } of readings) {
    if (reading.key === 'diastolic') diastolicAt.set(at, reading.value);
  }
  const series = new Map<TrendName, Map<string, TrendPoint>>();
  for (const { reading, at, effective } of readings) {
    const name = nameOfKey(reading.key);
    if (!name || reading.key === 'oxygen' || !isShowable(reading)) continue;
    const second = name === 'bloodPressure' ? diastolicAt.get(at) : undefined;
    const oxygen = name === 'oxygenSaturation' ? oxygenAt.get(at) : undefined;
    const by = nameOfSource(reading.observation);
    const point: TrendPoint = {
      at,
      effective,
      value: reading.value,
      status: reading.observation.status,
      ...(second !== undefined && { second }),
      ...(oxygen && { oxygen }),
      ...(by && { by }),
    };
    // The same measurement may be recorded twice, in two code systems (clinical.md 2.3): one point.
    const points = series.get(name) ?? new Map<string, TrendPoint>();
    const key = `${at} ${point.value}`;
    if (!points.has(key)) points.set(key, point);
    series.set(name, points);
  }
  return new Map(
    [...series].map(([name, points]) => [name, [...points.values()].sort((a, b) => a.at - b.at)]),
  );
}

/**
 * How many of what the cards are about give no point, and are not entered in error or cancelled: they are said, never left out
 * in silence. What names another kind, such as a score, is not theirs to show; what names none may be anything.
 */
export function countLeft(observations: readonly Observation[]): number {
  return observations.filter((observation) => isAbout(observation) && !givesPoint(observation)).length;
}

function isAbout(observation: Observation): boolean {
  try {
    const { status, component } = observation;
    if (status === 'entered-in-error' || status === 'cancelled') return false;
    return [observation, ...objectsIn(component)].some(({ code }) => {
      const sign = findVitalSign(code);
      return sign
        ? nameOfKey(sign.key) !== undefined
        : !Array.isArray(code.coding) || isPressure(code.coding);
    });
  } catch {
    return true;
  }
}

function isPressure(codings: readonly Coding[]): boolean {
  return codings.length === 0 || codings.some(({ code }) => PRESSURE_PANEL.has(code));
}

const PRESSURE_PANEL: ReadonlySet<unknown> = new Set(
  [...bloodPressurePanel.write, ...bloodPressurePanelAliases].map(({ code }) => code),
);

function givesPoint(observation: Observation): boolean {
  return readOne(observation)
    .flatMap(dated)
    .some(({ reading }) => isShowable(reading));
}

/** The values that give no points in NEWS2, as a band to compare with; undefined where there is none. */
export function bandOf(name: TrendName): { min: number; max: number } | undefined {
  const key = name === 'bloodPressure' ? 'systolic' : name;
  const parameter = news2.parameters.find((candidate) => candidate.key === key);
  if (!parameter || !('bands' in parameter)) return undefined;
  const band = parameter.bands.find(({ points, when }) => points === 0 && when?.scale !== '2');
  // Saturation has no upper limit in the table: what is possible ends it.
  return band?.min === undefined ? undefined : { min: band.min, max: band.max ?? 100 };
}

function readOne(observation: Observation): VitalSignReading[] {
  try {
    return readVitalSigns(observation);
  } catch {
    // The record may hold anything; what cannot be understood is left out, as readVitalSigns leaves out unknown codes.
    return [];
  }
}

function dated(reading: VitalSignReading): { reading: VitalSignReading; at: number; effective: string }[] {
  const { effective } = reading;
  const at = typeof effective === 'string' ? Date.parse(effective) : NaN;
  return effective === undefined || Number.isNaN(at) ? [] : [{ reading, at, effective }];
}

/** What is called a number may be anything in a record that nobody checked. */
function isShowable({ key, value }: VitalSignReading): boolean {
  return key === 'consciousness' || Number.isFinite(value);
}

function nameOfKey(key: VitalSignKey): TrendName | undefined {
  return key === 'systolic' ? 'bloodPressure' : trendNames.find((name) => name === key);
}

function nameOfSource(observation: Observation): string | undefined {
  const performer: unknown = observation.performer;
  const displays = [observation.device, ...(Array.isArray(performer) ? (performer as unknown[]) : [])].map(
    (reference) => (reference as { display?: unknown } | null | undefined)?.display,
  );
  return (
    displays.filter((display) => typeof display === 'string' && display.trim() !== '').join(', ') || undefined
  );
}
