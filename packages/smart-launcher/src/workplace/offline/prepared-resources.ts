import type { PreparedResources } from '@samspil/sdk/host';

/**
 * What is fetched of a patient for working without a connection: what the chart shows and what apps at the bedside read.
 * Whole types, because a search is answered from the device only if it lies within what was fetched.
 * Files of documents are not among it: the chart says that they are not on the device.
 */
export const PREPARED: readonly PreparedResources[] = [
  { resourceType: 'Observation' },
  { resourceType: 'MedicationRequest' },
  { resourceType: 'MedicationStatement' },
  { resourceType: 'AllergyIntolerance' },
  { resourceType: 'Condition' },
  { resourceType: 'Encounter' },
  { resourceType: 'QuestionnaireResponse' },
  { resourceType: 'DiagnosticReport' },
  { resourceType: 'Procedure' },
  { resourceType: 'DocumentReference' },
  { resourceType: 'Appointment' },
  { resourceType: 'CarePlan' },
  { resourceType: 'Goal' },
  { resourceType: 'RiskAssessment' },
  { resourceType: 'ServiceRequest' },
  { resourceType: 'Task' },
  { resourceType: 'Communication' },
  { resourceType: 'RelatedPerson' },
  { resourceType: 'Consent' },
];
