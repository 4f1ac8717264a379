import type { Patient } from 'fhir/r4';
import { objectsIn } from '../format/concepts.ts';
import { findLookAlikes, type Difference } from '../format/look-alikes.ts';
import { textIn } from '../format/text-in.ts';
import { factsOf, type PatientFacts } from './patient-facts.ts';

/** One row of a list of patients, as the page gives it. Nothing clinical belongs here: others read over one's shoulder. */
export interface PatientRow {
  readonly patient: Patient;
  /** Id of the encounter that the row stands for, handed on when the row is chosen. */
  readonly encounter?: string | undefined;
  /** Where the patient is: ward, room, bed. */
  readonly place?: string | undefined;
  /** Admission or appointment, FHIR dateTime. */
  readonly time?: string | undefined;
  /** What to be aware of when finding the patient, in words: "Isolation", "On leave". */
  readonly flags?: readonly string[] | undefined;
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
  readonly time: string | undefined;
  readonly flags: readonly string[];
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
      time: textIn(row.time),
      flags: (Array.isArray(row.flags) ? row.flags : []).filter((flag) => textIn(flag) !== undefined),
      row,
    };
  });
  return { rows, unreadable: (Array.isArray(given) ? given.length : 1) - rows.length };
}
