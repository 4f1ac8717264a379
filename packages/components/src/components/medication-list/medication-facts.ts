import type { MedicationRequest, MedicationStatement } from 'fhir/r4';
import { withKeys } from '../../states/entry-keys.ts';
import { endOf, isLater, startOf } from './course.ts';

/** What this list shows: what was ordered, and what somebody said is taken. */
export type Medicine = MedicationRequest | MedicationStatement;

/** Statuses of FHIR R4, of both types. */
const statuses = [
  'active',
  'on-hold',
  'stopped',
  'completed',
  'cancelled',
  'not-taken',
  'draft',
  'intended',
  'unknown',
  'entered-in-error',
] as const;
const past: readonly unknown[] = ['stopped', 'completed', 'cancelled', 'not-taken'];
/** Intents under which nobody has ordered anything. */
const unordered = ['proposal', 'plan', 'option'] as const;
const orders: readonly unknown[] = [
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
];

/** One drug, as its row says it. */
export interface MedicineFacts {
  readonly key: string;
  /** Undefined when the record gives none, or one we do not know. */
  readonly status: (typeof statuses)[number] | undefined;
  /** It must not be given: whatever else the record says, it is no order. */
  readonly isProhibited: boolean;
  /** Undefined for what was reported. `strange` is a word nobody knows. */
  readonly intent: (typeof unordered)[number] | 'order' | 'missing' | 'strange' | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly medicine: Medicine;
}

export interface MedicineGroups {
  readonly prohibited: readonly MedicineFacts[];
  /** In force, and all of which nobody said that it is not. */
  readonly current: readonly MedicineFacts[];
  /** Counts as current and stands out (RXV-04). */
  readonly onHold: readonly MedicineFacts[];
  /** Proposed, planned, drafted: nothing that may be given yet. */
  readonly planned: readonly MedicineFacts[];
  readonly past: readonly MedicineFacts[];
  /** Never shown as true, and never hidden. */
  readonly wrong: readonly MedicineFacts[];
}

/** Drugs by what they are worth, each in exactly one group: newest start first (RXV-07), past ones by their end (RXV-17). */
export function groupMedicines(medicines: readonly Medicine[]): MedicineGroups {
  const groups = {
    prohibited: [],
    current: [],
    onHold: [],
    planned: [],
    past: [],
    wrong: [],
  } as Record<keyof MedicineGroups, MedicineFacts[]>;
  for (const { key, resource } of withKeys(medicines)) {
    const facts = factsOf(key, resource);
    groups[groupOf(facts)].push(facts);
  }
  for (const [name, entries] of Object.entries(groups)) {
    const dateOf = ({ start, end }: MedicineFacts) => (name === 'past' ? (end ?? start) : start);
    entries.sort((a, b) => newestFirst(dateOf(a), dateOf(b)));
  }
  return groups;
}

/** Days in which what ended is announced above what is current (RXV-08). */
export const RECENT_DAYS = 7;

/** How many of the past ones ended lately, as far as the record says when. */
export function endedLately(entries: readonly MedicineFacts[], now: number): number {
  const since = now - RECENT_DAYS * 86_400_000;
  return entries.filter(({ end }) => {
    const at = Date.parse(end ?? '');
    return at >= since && at <= now;
  }).length;
}

function factsOf(key: string, medicine: Medicine): MedicineFacts {
  const start = startOf(medicine);
  return {
    key,
    status: statuses.find((each) => each === medicine.status),
    isProhibited: isProhibited(medicine),
    intent: intentOf(medicine),
    start: start ?? orderedAt(medicine),
    end: endOf(medicine),
    medicine,
  };
}

function groupOf({ status, isProhibited, intent }: MedicineFacts): keyof MedicineGroups {
  if (status === 'entered-in-error') return 'wrong';
  if (past.includes(status)) return 'past';
  if (isProhibited) return 'prohibited';
  if (isUnordered(intent) || status === 'draft' || status === 'intended') return 'planned';
  return status === 'on-hold' ? 'onHold' : 'current';
}

/** Whether nobody has ordered it. */
export function isUnordered(intent: MedicineFacts['intent']): intent is (typeof unordered)[number] {
  return unordered.some((each) => each === intent);
}

/** Anything but a plain "no": a prohibition that is read as an order does more harm than the other way round. */
function isProhibited(medicine: Medicine): boolean {
  const said: unknown = 'doNotPerform' in medicine ? medicine.doNotPerform : undefined;
  return said !== undefined && said !== null && said !== false;
}

function intentOf(medicine: Medicine): MedicineFacts['intent'] {
  if (medicine.resourceType !== 'MedicationRequest') return undefined;
  const said: unknown = medicine.intent;
  if (typeof said !== 'string' || said.trim() === '') return 'missing';
  if (orders.includes(said)) return 'order';
  return unordered.find((each) => each === said) ?? 'strange';
}

/** When somebody wrote it down; stands in for a start that nobody wrote. */
export function orderedAt(medicine: Medicine): string | undefined {
  const at: unknown =
    medicine.resourceType === 'MedicationRequest' ? medicine.authoredOn : medicine.dateAsserted;
  return typeof at === 'string' ? at : undefined;
}

function newestFirst(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  return isLater(a, b) ? -1 : 1;
}
