import type { Dosage } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';
import type { Medicine } from './medication-facts.ts';

/** The dosages of an order or a statement, in the order in which they are taken. */
export function dosagesOf(medicine: Medicine): Dosage[] {
  const list = 'dosageInstruction' in medicine ? medicine.dosageInstruction : undefined;
  const given = list ?? ('dosage' in medicine ? medicine.dosage : undefined);
  const sequenceOf = ({ sequence }: Dosage) => (typeof sequence === 'number' ? sequence : 0);
  return objectsIn(given).sort((a, b) => sequenceOf(a) - sequenceOf(b));
}

/** When the drug is or was begun: the earliest start of its dosages, else what the statement says. As it was recorded. */
export function startOf(medicine: Medicine): string | undefined {
  const [first] = boundsOf(medicine, 'start').sort((a, b) => (isLater(a, b) ? 1 : -1));
  if (first !== undefined || medicine.resourceType !== 'MedicationStatement') return first;
  return dateIn(medicine.effectiveDateTime) ?? dateIn(medicine.effectivePeriod?.start);
}

/** When it ended or shall end: the latest end of its dosages. Undefined while one of them has none. */
export function endOf(medicine: Medicine): string | undefined {
  const said =
    medicine.resourceType === 'MedicationStatement' ? dateIn(medicine.effectivePeriod?.end) : undefined;
  const ends = boundsOf(medicine, 'end');
  const isOpen = ends.length < dosagesOf(medicine).length;
  return said ?? (isOpen ? undefined : ends.sort((a, b) => (isLater(a, b) ? -1 : 1))[0]);
}

/** By the instant; a text that is no date is earlier than every date. */
export function isLater(a: string | undefined, b: string | undefined): boolean {
  const [first, second] = [Date.parse(a ?? ''), Date.parse(b ?? '')];
  if (Number.isNaN(first)) return false;
  return Number.isNaN(second) || first > second;
}

/** Whether a day, or a moment, is over: a day lasts until its end. */
export function isOver(date: string | undefined, now: number): boolean {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return false;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date ?? '');
  // Without a time of day the whole day counts, wherever the screen is.
  return /^\d{4}(?:-\d\d)?$/.test(date ?? '') ? false : now > at + (isDay ? 36 * 3_600_000 : 0);
}

function boundsOf(medicine: Medicine, edge: 'start' | 'end'): string[] {
  return dosagesOf(medicine).flatMap(({ timing }) => dateIn(timing?.repeat?.boundsPeriod?.[edge]) ?? []);
}

function dateIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
