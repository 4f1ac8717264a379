import type { RefusedWrite, RepairIssue } from '@samspil/sdk';
import type { CodeableConcept, FhirResource, Observation, ObservationComponent } from 'fhir/r4';
import type { FieldName, VitalsDraft } from '../vitals-form.ts';
import { formCodes, SCORE_CODE, type Coded, type FormCodes } from './form-codes.ts';
import type { UnfinishedForm } from './unfinished-form.ts';

/** A refused set of measurements as the form shows it: letter by letter, with what the server said at which field. */
export interface ReadCorrection {
  draft: VitalsDraft;
  /** When it was measured, ISO 8601. */
  measuredAt: string | undefined;
  /** The fields it is about, in the order of the issues; what the server said of each, where it said anything. */
  faults: ReadonlyMap<FieldName, string | undefined>;
  /** What it said of the whole, or of something that no field shows. */
  general: readonly string[];
  /** Gives the resources of a corrected set the names that the refused ones have. */
  name: (observations: readonly Observation[]) => Observation[];
}

/** One value of the form, as a resource had it. */
interface Reading {
  field: FieldName;
  value: number | string;
}

/**
 * Reads a refused write back into the form. Undefined when it holds anything that the form does not show: to save it from
 * here would drop that silently.
 */
export function readCorrection(
  { resources, issues }: RefusedWrite,
  form: Pick<UnfinishedForm, 'empty' | 'locale' | 'observationsFor'>,
): ReadCorrection | undefined {
  const codes = formCodes(form);
  const read = resources.map((resource) => readingsIn(resource, codes));
  if (read.some((readings) => readings === undefined)) return undefined;
  const sets = read as readonly Reading[][];
  // As it is typed: without signs between thousands.
  const typed = new Intl.NumberFormat(form.locale(), { useGrouping: false });
  const draft: Record<string, string | undefined> = { ...form.empty };
  for (const { field, value } of sets.flat())
    draft[field] = typeof value === 'number' ? typed.format(value) : value;
  const faults = new Map<FieldName, string | undefined>();
  const general: string[] = [];
  for (const issue of issues) {
    const field = fieldOf(issue, resources, sets);
    if (field === undefined) general.push(...(issue.text === undefined ? [] : [issue.text]));
    else faults.set(field, [faults.get(field), issue.text].filter(Boolean).join(' ') || undefined);
  }
  return {
    draft: draft as VitalsDraft,
    measuredAt: (resources as readonly Observation[])[0]?.effectiveDateTime,
    faults,
    general,
    name: namesOf(resources),
  };
}

/** Empty for the score of the set, which is written anew. Undefined for what is no field of the form. */
function readingsIn(resource: FhirResource, codes: FormCodes): Reading[] | undefined {
  if (resource.resourceType !== 'Observation') return undefined;
  const { component, code } = resource;
  const isBare = resource.valueQuantity === undefined && resource.valueCodeableConcept === undefined;
  if (codeOf(code) === SCORE_CODE) return [];
  if (component && !(isBare && codes.panels.has(codeOf(code)))) return undefined;
  const readings = (component ?? [resource]).map((part) => readingOf(part, codes));
  return readings.every((reading) => reading !== undefined) ? readings : undefined;
}

function readingOf(part: Observation | ObservationComponent, codes: FormCodes): Reading | undefined {
  const coded: Coded | undefined = codes.fields.get(codeOf(part.code));
  const value = coded?.values
    ? coded.values.get(codeOf(part.valueCodeableConcept))
    : part.valueQuantity?.value;
  return coded && value !== undefined ? { field: coded.field, value } : undefined;
}

function fieldOf(
  { resource, path = '' }: RepairIssue,
  resources: readonly FhirResource[],
  sets: readonly Reading[][],
): FieldName | undefined {
  const readings = resource === undefined ? undefined : sets[resource];
  if (resource === undefined || !readings || readings.length === 0) return undefined;
  if (/^(effective|issued)/.test(path)) return 'measuredAt';
  const [, index] = /^component\[(\d+)\]/.exec(path) ?? [];
  return readings[(resources[resource] as Observation).component ? Number(index ?? 0) : 0]?.field;
}

/** By what is measured: a set has each of it once. */
function namesOf(resources: readonly FhirResource[]): ReadCorrection['name'] {
  const names = new Map((resources as readonly Observation[]).map((one) => [codeOf(one.code), one.id]));
  return (observations) =>
    observations.map((one) => {
      const id = names.get(codeOf(one.code));
      return id === undefined ? one : { ...one, id };
    });
}

function codeOf(concept: CodeableConcept | undefined): string {
  return concept?.coding?.[0]?.code ?? '';
}
