import type { CodeableConcept, Medication, MedicationIngredient, Resource } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import type { Medicine } from './medication-facts.ts';

/** What a drug is called. */
export interface DrugName {
  /** What the record calls it; generic where `brand` is given too. */
  readonly name: string | undefined;
  /** The trade name, where the record tells the two apart. */
  readonly brand: string | undefined;
  readonly form: string | undefined;
  readonly ingredients: readonly MedicationIngredient[];
  readonly concept: CodeableConcept | undefined;
}

/** Spellings of the ATC system: its generic name stands there. */
const ATC = /whocc\.no\/atc|2\.16\.840\.1\.113883\.6\.73|1\.2\.208\.176\.2\.7/i;

/** The name from where the record has it: the concept, the drug it contains, or what the reference calls itself. */
export function drugNameOf(medicine: Medicine): DrugName {
  const contained = containedDrug(medicine);
  const concept = medicine.medicationCodeableConcept ?? contained?.code;
  const text = conceptText(concept);
  const generic = genericOf(concept);
  const isOther = generic !== undefined && text !== undefined && !includes(text, generic);
  return {
    name: isOther ? generic : (text ?? textIn(medicine.medicationReference?.display)),
    brand: isOther ? text : undefined,
    form: conceptText(contained?.form),
    ingredients: objectsIn(contained?.ingredient),
    concept,
  };
}

function containedDrug(medicine: Medicine): Medication | undefined {
  const address: unknown = medicine.medicationReference?.reference;
  if (typeof address !== 'string' || !address.startsWith('#')) return undefined;
  return objectsIn<Resource>(medicine.contained).find(
    (each): each is Medication => each.resourceType === 'Medication' && each.id === address.slice(1),
  );
}

function genericOf(concept: CodeableConcept | undefined): string | undefined {
  const coding = objectsIn(concept?.coding).find(
    ({ system }) => typeof system === 'string' && ATC.test(system),
  );
  return textIn(coding?.display);
}

function includes(text: string, part: string): boolean {
  return text.toLocaleLowerCase().includes(part.toLocaleLowerCase());
}
