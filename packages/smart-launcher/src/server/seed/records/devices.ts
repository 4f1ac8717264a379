import type { Device, Reference } from 'fhir/r4';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';

const MDC = 'urn:iso:std:iso:11073:10101';

// Device specialisations of ISO/IEEE 11073.
const kinds = {
  'blood-pressure': { mdc: '528391', display: 'MDC_DEV_SPEC_PROFILE_BP', name: 'Blodtryksapparat' },
  glucose: { mdc: '528401', display: 'MDC_DEV_SPEC_PROFILE_GLUCOSE', name: 'Blodsukkerapparat' },
  oximeter: { mdc: '528388', display: 'MDC_DEV_SPEC_PROFILE_PULS_OXIM', name: 'Pulsoximeter' },
} as const;

/** The patient's own device, where they have one. */
export function deviceReference({ archetype, id }: PatientPlan): Reference | undefined {
  return archetype.device && { reference: `Device/${id}-device-1` };
}

/** A device at home. Its serial number is invented, and its identifier has no person in it. */
export function* devices({ archetype, id }: PatientPlan): Generator<Device> {
  if (!archetype.device) return;
  const { mdc, display, name } = kinds[archetype.device];
  yield synthetic<Device>(`${id}-device-1`, {
    resourceType: 'Device',
    status: 'active',
    manufacturer: 'Samspil (opdigtet)',
    serialNumber: `TEST-${id.toUpperCase()}`,
    deviceName: [{ name, type: 'user-friendly-name' }],
    type: { coding: [{ system: MDC, code: mdc, display }], text: name },
    patient: { reference: `Patient/${id}` },
  });
}
