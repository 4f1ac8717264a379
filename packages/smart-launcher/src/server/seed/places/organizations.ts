import type { Organization } from 'fhir/r4';
import { synthetic } from '../synthetic.ts';
import { hospitals, wards } from './wards.ts';

const SOR = 'urn:oid:1.2.208.176.1.1';
const YDERNUMMER = 'urn:oid:1.2.208.176.1.4';
const TYPE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/organization-type';

/** Practices that patients have as their own doctor, by country. */
export const practices = {
  DK: ['org-gp-moelledammen', 'org-gp-torvet'],
  SE: ['org-gp-ekbacken'],
} as const;

/** Id of the municipality's Organization. */
export const MUNICIPALITY = 'org-municipality-bakkedal';

/** Two hospitals with their wards, a municipality with its home nursing, and practices. All invented. */
export function* organizations(): Generator<Organization> {
  for (const { key, name, sor, city, postalCode } of hospitals) {
    yield organization(`org-hospital-${key}`, name, sor, {
      type: [
        { coding: [{ system: TYPE_SYSTEM, code: 'prov', display: 'Healthcare Provider' }], text: 'Hospital' },
      ],
      address: [{ line: ['Hospitalsvej 1'], city, postalCode, country: 'DK' }],
      telecom: [{ system: 'phone', value: '+45 00000101', use: 'work' }],
    });
  }
  for (const { key, name, sor, hospital } of wards) {
    yield organization(`org-ward-${key}`, name, sor, {
      type: [
        { coding: [{ system: TYPE_SYSTEM, code: 'dept', display: 'Hospital Department' }], text: 'Afsnit' },
      ],
      partOf: { reference: `Organization/org-hospital-${hospital}` },
    });
  }
  yield organization(MUNICIPALITY, 'Bakkedal Kommune', '990000000000401', {
    type: [{ coding: [{ system: TYPE_SYSTEM, code: 'govt', display: 'Government' }], text: 'Kommune' }],
  });
  yield organization('org-home-nursing', 'Hjemmesygeplejen, Bakkedal Kommune', '990000000000402', {
    partOf: { reference: `Organization/${MUNICIPALITY}` },
  });
  yield practice(practices.DK[0], 'Lægerne Mølledammen', { system: YDERNUMMER, value: '990001' });
  yield practice(practices.DK[1], 'Lægehuset på Torvet', { system: YDERNUMMER, value: '990002' });
  yield practice(practices.SE[0], 'Vårdcentralen Ekbacken', {
    system: 'urn:oid:1.2.752.29.4.19',
    value: 'SE9900000000-0001',
  });
}

function organization(id: string, name: string, sor: string, rest: Partial<Organization>): Organization {
  return synthetic(id, {
    resourceType: 'Organization',
    identifier: [{ system: SOR, value: sor }],
    active: true,
    name,
    ...rest,
  });
}

function practice(id: string, name: string, identifier: { system: string; value: string }): Organization {
  return synthetic(id, { resourceType: 'Organization', identifier: [identifier], active: true, name });
}
