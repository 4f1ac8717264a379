import type { PreparedResources } from '@samspil/sdk/host';

/**
 * What is fetched of a patient for working without a connection: what the chart shows and what apps at the bedside read.
 * Whole types, because a search is answered from the device only if it lies within what was fetched.
 */
export const PREPARED: readonly PreparedResources[] = [
  { resourceType: 'Observation' },
  { resourceType: 'MedicationRequest' },
  { resourceType: 'MedicationStatement' },
  { resourceType: 'AllergyIntolerance' },
  { resourceType: 'Condition' },
  { resourceType: 'Encounter' },
  { resourceType: 'QuestionnaireResponse' },
];
