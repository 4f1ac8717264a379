import { codingKey } from '@samspil/sdk/clinical';
import type {
  AllergyIntolerance,
  CodeableConcept,
  FhirResource,
  Medication,
  MedicationRequest,
  MedicationStatement,
} from 'fhir/r4';

const ATC: readonly (string | undefined)[] = ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'];
/** Letters and digits of ATC's second to fifth level: a code is the beginning of all codes below it. */
const ATC_LEVEL = /^[A-Z]\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?$/;

/** What is not tolerated: the allergy's own code, and the substances of its reactions. */
export function substancesOf({ code, reaction }: AllergyIntolerance): CodeableConcept[] {
  return [code, ...(reaction ?? []).map(({ substance }) => substance)].flatMap((each) => each ?? []);
}

/** The medicine, where it stands in the resource itself. */
export function medicationOf(
  medication: MedicationRequest | MedicationStatement,
): CodeableConcept | undefined {
  const { medicationCodeableConcept, medicationReference, contained } = medication;
  if (medicationCodeableConcept) return medicationCodeableConcept;
  const id = medicationReference?.reference?.replace(/^#/, '');
  const isMeant = (each: FhirResource) => each.resourceType === 'Medication' && each.id === id;
  const medicine = id === undefined ? undefined : (contained as FhirResource[] | undefined)?.find(isMeant);
  return (medicine as Medication | undefined)?.code;
}

/** Whether a medicine is, or belongs to, one of the substances. */
export function isSameSubstance(
  substances: readonly CodeableConcept[],
  medicine: CodeableConcept | undefined,
): boolean {
  const taken = medicine?.coding ?? [];
  return substances
    .flatMap(({ coding }) => coding ?? [])
    .some((one) => taken.some((other) => isWithin(one, other)));
}

type Coding = NonNullable<CodeableConcept['coding']>[number];

function isWithin(group: Coding, one: Coding): boolean {
  if (ATC.includes(group.system) && ATC.includes(one.system)) {
    const above = group.code?.toUpperCase() ?? '';
    return ATC_LEVEL.test(above) && (one.code?.toUpperCase().startsWith(above) ?? false);
  }
  const key = codingKey(group);
  return key !== undefined && group.system !== undefined && key === codingKey(one);
}

/** As the record calls it. */
export function conceptName(concept: CodeableConcept | undefined): string | undefined {
  return concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
}
