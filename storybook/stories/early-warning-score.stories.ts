import { sampleObservations } from '../../packages/components/src/testing/sample-observations.ts';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default {
  ...elementStories('samspil-early-warning-score'),
  title: 'Elements/samspil-early-warning-score',
};

const well = {
  respiratoryRate: 16,
  oxygenSaturation: 97,
  oxygen: 'air',
  systolic: 124,
  diastolic: 76,
  pulse: 72,
  consciousness: 'A',
  temperature: 36.9,
} as const;
const ill = {
  ...well,
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  pulse: 112,
} as const;
const { pulse: _pulse, ...withoutPulse } = ill;
const born = { birthDate: '1950-01-01' };
const states = listStories('samspil-early-warning-score', sampleObservations(ill, 0.2));

export const High = { args: { ...born, resources: sampleObservations(ill, 0.2) } };
export const Low = { args: { ...born, resources: sampleObservations(well, 0.2) } };
export const Overdue = { args: { ...born, resources: sampleObservations(ill, 30) } };
export const Incomplete = { args: { ...born, resources: sampleObservations(withoutPulse, 0.2) } };
export const ScaleTwo = { args: { ...born, scale: '2', resources: sampleObservations(ill, 0.2) } };
export const Tobs = { args: { ...born, score: 'tobs', resources: sampleObservations(ill, 0.2) } };
export const Child = { args: { birthDate: '2020-05-01', resources: sampleObservations(ill, 0.2) } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
