import type { Observation } from 'fhir/r4';
import {
  LOINC,
  MDC,
  observationsFor,
  type MeasurementContext,
  type VitalSignsInput,
} from '@samspil/sdk/clinical';

/**
 * How a system writes the same measurements: as DK Core basic observations; as those under a panel; in NPU and MedCom
 * codes as a municipality sends them; or as a device at home does. A reader has to understand all four.
 */
export type CodingStyle = 'dk-core' | 'panel' | 'npu' | 'device';

/** One set in a style. `idFor` gives the ids, in the order the Observations must be stored. */
export function encode(
  style: CodingStyle,
  input: VitalSignsInput,
  context: MeasurementContext,
  idFor: () => string,
): (Observation & { id: string })[] {
  switch (style) {
    case 'npu':
      return inNpu(input, context).map((observation) => ({ ...observation, id: idFor() }));
    case 'device':
      return observationsFor(input, context).map((observation) => ({
        ...withDeviceCode(observation),
        id: idFor(),
      }));
    case 'dk-core':
      return observationsFor(input, context).map((observation) => ({ ...observation, id: idFor() }));
    case 'panel': {
      const members = observationsFor(input, context).map((each) => ({ ...each, id: idFor() }));
      return [...members, { ...panelOf(members), id: idFor() }];
    }
  }
}

/** LOINC's vital signs panel, which refers to what was measured together; DK Core's examples have it so. */
function panelOf(members: readonly (Observation & { id: string })[]): Observation {
  const [first] = members;
  if (!first) throw new RangeError('A panel has members.');
  const { component: _c, valueQuantity: _q, valueCodeableConcept: _v, ...shared } = first;
  return {
    ...shared,
    code: { coding: [{ system: LOINC, code: '85353-1' }], text: 'Vitale værdier' },
    hasMember: members.map(({ id }) => ({ reference: `Observation/${id}` })),
  };
}

const NPU_AS_OID = 'urn:oid:1.2.208.176.2.1';
const MEDCOM = 'http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-observation-codes';

// As in MedCom's examples: NPU's system is an OID, units are texts without UCUM code, and saturation is a fraction.
const NPU_CODES = [
  { key: 'respiratoryRate', system: MEDCOM, code: 'MCS88122', unit: '1/min' },
  { key: 'oxygenSaturation', system: NPU_AS_OID, code: 'NPU27280', unit: '1' },
  { key: 'systolic', system: NPU_AS_OID, code: 'DNK05472', unit: 'mmHg' },
  { key: 'diastolic', system: NPU_AS_OID, code: 'DNK05473', unit: 'mmHg' },
  { key: 'pulse', system: NPU_AS_OID, code: 'NPU21692', unit: '1/min' },
  { key: 'temperature', system: NPU_AS_OID, code: 'NPU08676', unit: '°C' },
] as const;

function inNpu(input: VitalSignsInput, context: MeasurementContext): Observation[] {
  const { oxygen, oxygenFlow, consciousness } = input;
  // What NPU has no code for is written as elsewhere; a score is not sent.
  const coded = observationsFor({ oxygen, oxygenFlow, consciousness }, context);
  // What all of them share: status, category, patient and times.
  const [shape] = observationsFor({ pulse: 0 }, context);
  if (!shape) return coded;
  const measured = NPU_CODES.flatMap(({ key, system, code, unit }) => {
    const value = input[key];
    if (value === undefined) return [];
    const written = unit === '1' ? Number(`${value}e-2`) : value;
    return [{ ...shape, code: { coding: [{ system, code }] }, valueQuantity: { value: written, unit } }];
  });
  return [...measured, ...coded];
}

// Codes of personal devices beside LOINC: pulse by oximetry, saturation, pressures, mass.
const DEVICE_CODES: Readonly<Record<string, string>> = {
  '8867-4': '149530',
  '59408-5': '150456',
  '85354-9': '150020',
  '29463-7': '188736',
};

function withDeviceCode(observation: Observation): Observation {
  const coding = observation.code.coding ?? [];
  const code = DEVICE_CODES[coding[0]?.code ?? ''];
  if (!code) return observation;
  return { ...observation, code: { ...observation.code, coding: [...coding, { system: MDC, code }] } };
}
