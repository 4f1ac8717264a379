import type { Observation } from 'fhir/r4';

/** The system of NPU codes as DK Core writes it. */
export const NPU_SYSTEM = 'http://npu-terminology.org';

/** A final laboratory result of an analysis of this name. */
export function result(id: string, more: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { text: id },
    effectiveDateTime: '2024-11-21T07:10:00Z',
    ...more,
  };
}

/** Potassium in mmol/L at this time. */
export function potassium(
  id: string,
  value: number,
  at: string,
  more: Partial<Observation> = {},
): Observation {
  return result(id, {
    code: { coding: [{ system: NPU_SYSTEM, code: 'NPU03230' }] },
    valueQuantity: { value, unit: 'mmol/L', code: 'mmol/L' },
    effectiveDateTime: at,
    ...more,
  });
}

/** What the laboratory says of it. */
export const flag = (code: string): Partial<Observation> => ({ interpretation: [{ coding: [{ code }] }] });
