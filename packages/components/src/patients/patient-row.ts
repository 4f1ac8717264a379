import type { Patient } from 'fhir/r4';
import { objectsIn } from '../format/concepts.ts';
import { findLookAlikes, type Difference } from '../format/look-alikes.ts';
import { textIn } from '../format/text-in.ts';
import { factsOf, type PatientFacts } from './patient-facts.ts';

/** What to be aware of when finding a patient. */
export interface RowFlag {
  readonly text: string;
  /** What it means; it brings a symbol, so that colour is never alone. Default: a plain word. */
  readonly tone?: 'ok' | 'info' | 'warn' | 'danger' | undefined;
  /** It comes of what the person does here, so that its coming and going is no news to her (LST-33). */
  readonly isOwn?: boolean | undefined;
}

/** One row of a list of patients, as the page gives it. Nothing clinical belongs here: others read over one's shoulder. */
export interface PatientRow {
  readonly patient: Patient;
  /** Id of the encounter that the row stands for, handed on when the row is chosen. */
  readonly encounter?: string | undefined;
  /** Where the patient is: ward, room, bed. */
  readonly place?: string | undefined;
  /** What stands there for who has no place: "Not admitted". Default: that it is not stated. */
  readonly noPlace?: string | undefined;
  /** Admission or appointment, FHIR dateTime. */
  readonly time?: string | undefined;
  /** Texts for the page's own columns, by the names of these. */
  readonly cells?: Readonly<Record<string, string | undefined>> | undefined;
  /** What to be aware of when finding the patient, in words: "Isolation", "On leave". */
  readonly flags?: readonly (string | RowFlag)[] | undefined;
}

/** A row, read: what it says, and whom it could be mistaken for. */
export interface ReadRow {
  /** Its own in the list, also where one patient has two rows. */
  readonly key: string;
  /** Undefined for a patient the record gave no id: she cannot be opened. */
  readonly id: string | undefined;
  readonly facts: PatientFacts;
  readonly difference: Difference | undefined;
  readonly place: string | undefined;
  readonly noPlace: string | undefined;
  readonly time: string | undefined;
  readonly cells: Readonly<Record<string, string | undefined>>;
  readonly flags: readonly RowFlag[];
  readonly row: PatientRow;
}

/** Reads rows that may be incomplete or of the wrong shape, in their order; what is no patient is counted. */
export function readRows(given: readonly PatientRow[]): { rows: ReadRow[]; unreadable: number } {
  const usable = objectsIn(given).filter(({ patient }) => patient?.resourceType === 'Patient');
  const read = usable.map((row, index) => {
    const id = textIn(row.patient.id);
    return { id, identity: id ?? `#${index}`, facts: factsOf(row.patient), row };
  });
  const differences = findLookAlikes(read.map(({ identity, facts }) => ({ id: identity, ...facts })));
  const seen = new Map<string, number>();
  const rows = read.map(({ id, identity, facts, row }) => {
    const turn = seen.get(identity) ?? 0;
    seen.set(identity, turn + 1);
    return {
      key: `${identity}/${turn}`,
      id,
      facts,
      difference: differences.get(identity),
      place: textIn(row.place),
      noPlace: textIn(row.noPlace),
      time: textIn(row.time),
      cells: cellsIn(row.cells),
      flags: flagsIn(row.flags),
      row,
    };
  });
  return { rows, unreadable: (Array.isArray(given) ? given.length : 1) - rows.length };
}

function cellsIn(given: PatientRow['cells']): ReadRow['cells'] {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textIn(value)]));
}

function flagsIn(given: PatientRow['flags']): RowFlag[] {
  if (!Array.isArray(given)) return [];
  const flags = (given as unknown[]).map((flag) => (typeof flag === 'string' ? { text: flag } : flag));
  return objectsIn(flags as RowFlag[]).filter(({ text }) => textIn(text) !== undefined);
}
