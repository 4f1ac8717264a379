import type { Observation } from 'fhir/r4';
import { sampleObservations } from '../../packages/components/src/testing/sample-observations.ts';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-vitals-chart'), title: 'Elements/samspil-vitals-chart' };

const born = { birthDate: '1950-01-01' };
const rounds = Array.from({ length: 26 }, (_, index) => index * 6.3 + 0.5);
const course = rounds.flatMap((hours, index) =>
  sampleObservations(
    {
      respiratoryRate: index < 4 ? 24 - index : 16 + (index % 4) * 2,
      oxygenSaturation: index < 3 ? 92 + index : 97 - (index % 3),
      oxygen: index < 3 ? 'oxygen' : 'air',
      systolic: 128 + Math.round(20 * Math.sin(index / 3)),
      diastolic: 76 + (index % 5),
      pulse: index < 3 ? 112 - index * 3 : 74 + (index % 5) * 4,
      temperature: [38.6, 38.3, 38, 37.7][index] ?? 37.1,
      consciousness: index === 3 ? 'C' : 'A',
    },
    hours,
  ),
);
const pulse = (value: number, hours: number, more: Partial<Observation> = {}): Observation[] =>
  sampleObservations({ pulse: value }, hours).map((observation) => ({
    ...observation,
    id: `p${hours}`,
    ...more,
  }));
const crowd = Array.from({ length: 4000 }, (_, index) =>
  pulse(70 + 25 * Math.sin(index / 90), index / 25),
).flat();
const range = {
  low: { value: 51, code: '/min' },
  high: { value: 90, code: '/min' },
  appliesTo: [{ text: 'Voksne' }],
};
const states = listStories('samspil-vitals-chart', course);

export const Course = { args: { ...born, resources: course } };
export const Table = { args: { ...born, resources: course, asTable: true } };
export const Crowded = { args: { ...born, resources: crowd } };
export const BeyondTheScale = {
  args: { ...born, resources: [...pulse(190, 2), ...pulse(20, 9), ...pulse(80, 20)] },
};
export const ReferenceRange = {
  args: { resources: pulse(80, 2, { referenceRange: [range] }), bands: 'reference' },
};
export const FromDevices = {
  args: {
    ...born,
    resources: [
      ...pulse(81, 2, { device: { display: 'Monitor 3' }, status: 'preliminary' }),
      ...pulse(84, 6, { device: { display: 'Monitor 3' } }),
      ...pulse(180, 9, { status: 'entered-in-error' }),
      ...pulse(77, 14),
    ],
  },
};
export const Child = { args: { birthDate: '2020-05-01', resources: course } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
