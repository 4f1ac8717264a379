import type { VitalSignsInput } from '@samspil/sdk/clinical';
import type { CodeableConcept, Observation } from 'fhir/r4';
import type { FieldName } from '../vitals-form.ts';
import type { UnfinishedForm } from './unfinished-form.ts';

/** A field by the code that it is written with; of one with choices also its values by theirs. */
export interface Coded {
  field: FieldName;
  values?: ReadonlyMap<string, string>;
}

/** How the form writes what is in it. */
export interface FormCodes {
  fields: ReadonlyMap<string, Coded>;
  /** Observations that hold their values in components. */
  panels: ReadonlySet<string>;
}

/** Code of the score of a set, which is written anew with it; see `news2Observation` in the SDK. */
export const SCORE_CODE = 'news2';

const oxygens = ['air', 'oxygen'] as const;
const levels = ['A', 'C', 'V', 'P', 'U'] as const;

/**
 * Found by writing one of each: what the form reads back is what it wrote itself. A reader of every code that a record
 * may hold would be loaded by every page.
 */
export function formCodes({
  observationsFor,
  empty,
}: Pick<UnfinishedForm, 'observationsFor' | 'empty'>): FormCodes {
  const write = (values: VitalSignsInput): Observation | undefined =>
    observationsFor(values, { patient: {}, performer: {}, measuredAt: '', issued: '' })[0];
  const fields = new Map<string, Coded>();
  const panels = new Set<string>();
  for (const field of Object.keys(empty) as (keyof typeof empty)[]) {
    const written = write({ [field]: 1 });
    const part = written?.component?.[0];
    if (part) panels.add(codeOf(written?.code));
    fields.set(codeOf((part ?? written)?.code), { field });
  }
  const choose = (field: 'oxygen' | 'consciousness', all: readonly string[]) => {
    const written = all.map((value) => [value, write({ [field]: value })] as const);
    const values = new Map(written.map(([value, one]) => [codeOf(one?.valueCodeableConcept), value]));
    fields.set(codeOf(written[0]?.[1]?.code), { field, values });
  };
  choose('oxygen', oxygens);
  choose('consciousness', levels);
  return { fields, panels };
}

function codeOf(concept: CodeableConcept | undefined): string {
  return concept?.coding?.[0]?.code ?? '';
}
