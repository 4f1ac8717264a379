import type { Encounter } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import { fixtures } from '../src/surroundings.ts';

export default {
  ...elementStories('samspil-encounter-summary'),
  title: 'Elements/samspil-encounter-summary',
};

/** On a ward since the day before yesterday, as a workplace's record has it. */
const onWard: Encounter = {
  resourceType: 'Encounter',
  id: 'on-ward',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  priority: { coding: [{ code: 'A' }] },
  period: { start: new Date(Date.now() - 52 * 3_600_000).toISOString() },
  participant: [
    {
      type: [{ coding: [{ code: 'ATND' }] }],
      individual: { reference: 'Practitioner/anna', display: 'Anna Holm' },
    },
  ],
  reasonCode: [{ text: 'Lungebetændelse' }],
  diagnosis: [
    { condition: { display: 'Pneumoni UNS' }, use: { coding: [{ code: 'AD' }] }, rank: 1 },
    { condition: { display: 'Type 2-diabetes' }, use: { coding: [{ code: 'CM' }] }, rank: 2 },
  ],
  location: [
    {
      location: { display: 'Afsnit M1' },
      status: 'active',
      physicalType: { coding: [{ code: 'wa' }] },
    },
    { location: { display: 'Seng 4' }, status: 'active', physicalType: { coding: [{ code: 'bd' }] } },
  ],
};

const planned: Encounter = {
  resourceType: 'Encounter',
  id: 'planned',
  status: 'planned',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  period: { start: new Date(Date.now() + 21 * 24 * 3_600_000).toISOString() },
  reasonCode: [{ text: 'Kontrol efter lungebetændelse' }],
};

const wrong: Encounter = { ...planned, id: 'wrong', status: 'entered-in-error' };

const states = listStories('samspil-encounter-summary', [
  onWard,
  planned,
  wrong,
  ...fixtures<Encounter>('Encounter'),
]);

export const Loaded = states.Loaded;
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
