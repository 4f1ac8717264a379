import type { Encounter, Extension, Reference } from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';

const DK_CORE = 'http://hl7.dk/fhir/core/StructureDefinition/dk-core-';

/** When the contact is planned to begin (DK Core). */
export function plannedStartOf(encounter: Encounter): string | undefined {
  return extensionOf(encounter, 'planned-start-date')?.valueDateTime;
}

/** When it is planned to end (DK Core): the planned discharge of a patient who is admitted. */
export function plannedEndOf(encounter: Encounter): string | undefined {
  return extensionOf(encounter, 'planned-end-date')?.valueDateTime;
}

/** The unit that gives the care, beside the one that answers for the contact (DK Core). */
export function careProviderOf(encounter: Encounter): Reference | undefined {
  return extensionOf(encounter, 'care-provider')?.valueReference;
}

function extensionOf({ extension }: Encounter, name: string): Extension | undefined {
  return objectsIn(extension).find(({ url }) => url === `${DK_CORE}${name}`);
}
