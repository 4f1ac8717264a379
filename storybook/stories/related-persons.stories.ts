import type { Patient, RelatedPerson } from 'fhir/r4';
import { samplePatient, sampleRelatedPersons } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-related-persons'), title: 'Elements/samspil-related-persons' };

const kin: RelatedPerson = {
  resourceType: 'RelatedPerson',
  id: 'kin',
  patient: { reference: 'Patient/else' },
  relationship: [{ coding: [{ code: 'HUSB' }] }, { coding: [{ code: 'N' }] }],
  name: [{ family: 'Sørensen', given: ['Otto'] }],
  telecom: [
    { system: 'phone', use: 'mobile', value: '+4520123456' },
    { system: 'phone', use: 'work', value: '0046701234567' },
    { system: 'email', value: 'otto@example.org' },
  ],
  address: [{ line: ['Østergade 12, 3. tv.'], postalCode: '8000', city: 'Aarhus C' }],
};
const former: RelatedPerson = {
  ...kin,
  id: 'former',
  name: [{ text: 'Ida Holm' }],
  period: { end: '2020-05' },
};
const secret: RelatedPerson = {
  ...kin,
  id: 'secret',
  name: [{ text: 'Kaja Hansen' }],
  relationship: [{ coding: [{ code: 'DAU' }] }],
  meta: { security: [{ code: 'R' }] },
};
const contacts: Patient = {
  ...samplePatient('else'),
  contact: [
    {
      relationship: [{ coding: [{ code: 'C' }] }],
      name: { text: 'Lis Møller' },
      telecom: [{ value: '86123456' }],
    },
  ],
};

const states = listStories('samspil-related-persons', [...sampleRelatedPersons(), kin, former, secret]);

export const Loaded = states.Loaded;
export const WithContacts = { args: { resources: [kin, former, secret], patient: contacts } };
export const ProtectedPatient = { args: { resources: [kin], patient: samplePatient('protected') } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
