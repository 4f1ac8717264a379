/** Deterministic records, in the size of real ones: an Observation is about 900 bytes of JSON. */
const CODES = 20;
const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

export const codeOf = (index) => `code-${index % CODES}`;

export function observation(patient, index) {
  const at = new Date(START + index * MINUTE).toISOString();
  return {
    resourceType: 'Observation',
    id: `${patient}-observation-${index}`,
    meta: {
      versionId: '1',
      lastUpdated: at,
      profile: ['http://hl7.org/fhir/StructureDefinition/vitalsigns'],
    },
    identifier: [{ system: 'urn:example:observations', value: `${patient}-${index}` }],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
            display: 'Vital Signs',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: codeOf(index), display: 'A vital sign' }] },
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: `Encounter/${patient}-encounter-0` },
    effectiveDateTime: at,
    performer: [{ reference: 'Practitioner/nurse', display: 'A Nurse of the Ward' }],
    valueQuantity: {
      value: 60 + (index % 40),
      unit: 'beats/minute',
      system: 'http://unitsofmeasure.org',
      code: '/min',
    },
  };
}

/** One that no server has named yet, as a plugin saves it. */
export function newObservation(patient, index) {
  const { id: _id, meta: _meta, encounter: _encounter, ...resource } = observation(patient, index);
  return resource;
}

export function encounter(patient, index) {
  return {
    resourceType: 'Encounter',
    id: `${patient}-encounter-${index}`,
    meta: { versionId: '1', lastUpdated: new Date(START + index * MINUTE).toISOString() },
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject: { reference: `Patient/${patient}` },
    period: { start: new Date(START + index * MINUTE).toISOString() },
  };
}

export function patient(id) {
  return {
    resourceType: 'Patient',
    id,
    meta: { versionId: '1', lastUpdated: new Date(START).toISOString() },
    name: [{ family: 'Testesen', given: ['Berta'] }],
    birthDate: '1950-01-01',
  };
}
