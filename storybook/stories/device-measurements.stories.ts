import type { Observation } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import measurements from '../../packages/components/src/testing/sample-measurements.json';

export default {
  ...elementStories('samspil-device-measurements'),
  title: 'Elements/samspil-device-measurements',
};

const resources = Object.values(measurements).filter(({ resourceType }) => resourceType === 'Observation');
const devices = Object.values(measurements).filter(({ resourceType }) => resourceType === 'Device');
const published = resources as unknown as Observation[];
const weight = measurements['Observation-Weight.Poul.230221'] as Observation;
const states = listStories('samspil-device-measurements', published);

export const Loaded = { args: { resources: published, devices } };
export const Decided = {
  args: {
    resources: [
      { ...weight, id: 'validated', performer: [{ reference: 'Practitioner/1', display: 'Ida Lund' }] },
      { ...weight, id: 'rejected', status: 'entered-in-error', note: [{ text: 'Måling afvist: Målefejl' }] },
    ],
    devices,
  },
};
export const ClockIsWrong = {
  args: {
    resources: published.map((each) =>
      each.valueDateTime ? { ...each, valueDateTime: '2023-02-23T10:02:00+01:00' } : each,
    ),
    devices,
  },
};
/** Its buttons save into a record in memory. */
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
