import { SAMSPIL_SCORE } from '@samspil/sdk/clinical';
import type { ServiceRequest } from 'fhir/r4';

/** The order by which NEWS2 uses saturation scale 2, or what `more` makes of it. */
export const scaleOrder = (more: Partial<ServiceRequest> = {}): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/else' },
  code: { coding: [{ system: SAMSPIL_SCORE, code: 'news2-scale2' }] },
  ...more,
});
