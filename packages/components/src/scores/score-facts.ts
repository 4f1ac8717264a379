import {
  CLOCK_TOLERANCE_MS,
  readVitalSigns,
  score,
  scoreInputs,
  whyNotValid,
  type NotValidReason,
  type ScoredPerson,
  type ScoreResult,
  type ScoreTable,
  type VitalSignReading,
} from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';

/** A table of which nothing is known but that it is one. */
export type AnyTable = ScoreTable<string, string, string>;

/** One line of the chart: a parameter, and what was measured of it. */
export interface ParameterFacts {
  readonly key: string;
  /** The reading that counts; undefined when it is missing. */
  readonly reading: VitalSignReading | undefined;
  /** The newest one that was measured too long before the others, where there is none that counts. */
  readonly tooOld: VitalSignReading | undefined;
  readonly points: number | undefined;
  /** The value that was looked up, where it was rounded or corrected. */
  readonly used: number | undefined;
  /** The table corrects it by how it was measured, and the measurement does not say. */
  readonly isSiteUnknown: boolean;
}

/** All that the card shows of one set of measurements. */
export interface ScoreFacts {
  readonly table: AnyTable;
  readonly result: ScoreResult<string, string, string>;
  readonly notValid: NotValidReason | undefined;
  /** Undefined for a table that knows no scales. */
  readonly scale: '1' | '2' | undefined;
  readonly rows: readonly ParameterFacts[];
  /** The time of the oldest reading that counts. */
  readonly measuredAt: string | undefined;
  readonly readings: readonly VitalSignReading[];
  /** Observations that have no readable shape. */
  readonly unreadable: number;
  /** Observations of a time that is not yet: not counted, so that they do not take the place of what is true now. */
  readonly ahead: number;
}

/** Scores the latest set of measurements. Tolerates Observations of any shape: those it cannot read are counted. */
export function scoreFacts(
  observations: readonly Observation[],
  options: { table: AnyTable; scale: '1' | '2'; person: (at: Date | undefined) => ScoredPerson },
): ScoreFacts {
  const { table, person } = options;
  const { found: all, unreadable } = readAll(observations);
  const { found, ahead } = untilNow(all);
  const { input, measuredAt, readings } = scoreInputs(table, found);
  const scale = hasScales(table) ? options.scale : undefined;
  const result = score(table, { ...input, scale });
  const at = measuredAt === undefined ? undefined : new Date(measuredAt);
  return {
    table,
    result,
    notValid: whyNotValid(table.population ?? {}, person(at)),
    scale,
    rows: table.parameters.map((parameter) => {
      const { key } = parameter;
      const reading = readings.find((each) => each.key === key);
      const corrections = 'corrections' in parameter ? parameter.corrections : undefined;
      return {
        key,
        reading,
        tooOld: reading ? undefined : newestOf(found, key),
        points: result.points[key],
        used: result.rounded[key],
        isSiteUnknown:
          reading !== undefined && corrections !== undefined && input[corrections.input] === undefined,
      };
    }),
    measuredAt,
    readings,
    unreadable,
    ahead,
  };
}

/** Those of the future apart. Where there are no others the clock here is behind, and they are what there is. */
function untilNow(all: readonly VitalSignReading[]): { found: readonly VitalSignReading[]; ahead: number } {
  const limit = Date.now() + CLOCK_TOLERANCE_MS;
  const isAhead = ({ effective }: VitalSignReading) => Date.parse(effective ?? '') > limit;
  const found = all.filter((reading) => !isAhead(reading));
  if (found.length === 0) return { found: all, ahead: 0 };
  return { found, ahead: new Set(all.filter(isAhead).map(({ observation }) => observation)).size };
}

function readAll(observations: readonly Observation[]) {
  const found: VitalSignReading[] = [];
  let unreadable = 0;
  for (const observation of observations) {
    try {
      found.push(...readVitalSigns(observation).filter(isSound));
    } catch {
      // A record may hold anything; what cannot be read is said, and takes nothing else down.
      unreadable += 1;
    }
  }
  return { found, unreadable };
}

function isSound({ value, effective }: VitalSignReading): boolean {
  return (
    (typeof value === 'string' || Number.isFinite(value)) &&
    typeof effective === 'string' &&
    Number.isFinite(Date.parse(effective))
  );
}

function newestOf(readings: readonly VitalSignReading[], key: string): VitalSignReading | undefined {
  return readings
    .filter((reading) => reading.key === key)
    .sort((a, b) => Date.parse(b.effective ?? '') - Date.parse(a.effective ?? ''))[0];
}

export function hasScales({ parameters }: AnyTable): boolean {
  return parameters.some(
    (parameter) => 'bands' in parameter && parameter.bands.some(({ when }) => when?.scale !== undefined),
  );
}

/** When the next measurement is due, as the table has it; undefined where it gives no interval or monitors continuously. */
export function dueAt({ result, measuredAt }: ScoreFacts): Date | undefined {
  const minutes = result.status === 'complete' ? result.response.repeatMinutes : undefined;
  return minutes && measuredAt !== undefined
    ? new Date(Date.parse(measuredAt) + minutes * 60_000)
    : undefined;
}
