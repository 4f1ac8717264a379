import {
  checkPlausible,
  scoreNews2,
  vitalSign,
  type Consciousness,
  type News2Result,
  type VitalSignsInput,
} from '@samspil/sdk/clinical';
import { parseTypedNumber } from '../../format/numbers.ts';

/** The fields with a number, in the order of the NEWS2 chart. */
export const numberFields = [
  'respiratoryRate',
  'oxygenSaturation',
  'systolic',
  'diastolic',
  'pulse',
  'temperature',
] as const;
export type NumberField = (typeof numberFields)[number];
export type FieldName = NumberField | 'oxygen' | 'consciousness' | 'measuredAt';

/** What stands in the form, letter by letter. */
export type VitalsDraft = Readonly<Record<NumberField, string>> & {
  readonly oxygen?: 'air' | 'oxygen' | undefined;
  readonly consciousness?: Consciousness | undefined;
};

export const emptyDraft: VitalsDraft = {
  respiratoryRate: '',
  oxygenSaturation: '',
  systolic: '',
  diastolic: '',
  pulse: '',
  temperature: '',
};

/** What is wrong with one field. `implausible` is the SDK's `implausible-value`. */
export type FieldFault =
  | { kind: 'invalid' }
  | { kind: 'whole-number' }
  | { kind: 'ambiguous'; asDecimal: number; asGrouped: number }
  | { kind: 'implausible'; code: 'implausible-value'; min: number; max: number }
  | { kind: 'systolic-below-diastolic' }
  | { kind: 'nothing' }
  /** The server refused it; in its own words. */
  | { kind: 'refused'; text: string }
  | { kind: 'invalid-time' | 'future-time' | 'ambiguous-hour' };

export type Faults = Partial<Record<FieldName, FieldFault>>;

/** A draft as far as it can be understood. */
export interface ReadDraft {
  values: VitalSignsInput;
  faults: Faults;
  news2: News2Result;
  /** Nothing is entered at all. */
  isEmpty: boolean;
}

export interface ScoreConditions {
  scale: 1 | 2;
  /** Undefined: the age is not known, and then the score is not valid. */
  ageYears: number | undefined;
  pregnant: boolean;
}

/** Reads every field, checks it, and scores what is sound. A faulty value is never scored. */
export function readDraft(draft: VitalsDraft, conditions: ScoreConditions): ReadDraft {
  const values: VitalSignsInput = {};
  const faults: Faults = {};
  for (const field of numberFields) {
    const read = readField(field, draft[field]);
    if (typeof read === 'number') values[field] = read;
    else if (read) faults[field] = read;
  }
  if (draft.oxygen) values.oxygen = draft.oxygen;
  if (draft.consciousness) values.consciousness = draft.consciousness;
  const { systolic, diastolic } = values;
  if (systolic !== undefined && diastolic !== undefined && systolic <= diastolic) {
    faults.diastolic = { kind: 'systolic-below-diastolic' };
    delete values.diastolic;
  }
  const { scale, ageYears, pregnant } = conditions;
  const news2 = scoreNews2({ ...values, scale, ageYears: ageYears ?? null, pregnant });
  return { values, faults, news2, isEmpty: isEmpty(draft) };
}

export function isEmpty(draft: VitalsDraft): boolean {
  return numberFields.every((field) => draft[field].trim() === '') && !draft.oxygen && !draft.consciousness;
}

function readField(field: NumberField, typed: string): number | FieldFault | undefined {
  const read = parseTypedNumber(typed);
  if (read.kind === 'empty') return undefined;
  if (read.kind === 'ambiguous') {
    return { kind: 'ambiguous', asDecimal: read.asDecimal, asGrouped: read.asGrouped };
  }
  if (read.kind === 'invalid') return { kind: 'invalid' };
  const implausible = checkPlausible(field, read.value);
  if (implausible) return { kind: 'implausible', ...implausible };
  const isWhole = vitalSign(field).measure.decimals === 0;
  return isWhole && !Number.isInteger(read.value) ? { kind: 'whole-number' } : read.value;
}
