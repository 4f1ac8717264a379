import type { VitalSignsInput } from '@samspil/sdk/clinical';
import type { Observation, Task } from 'fhir/r4';
import type { SamspilEarlyWarningScore } from '../components/early-warning-score/early-warning-score.ts';
import { words } from './expect-accessible.ts';
import type { FakeContext } from './fake-fhir.ts';
import { all, contextWith, find, listElement } from './list-contract.ts';
import { sampleObservations } from './sample-observations.ts';

export const tag = 'samspil-early-warning-score';
export const ill: VitalSignsInput = {
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  diastolic: 60,
  pulse: 112,
  consciousness: 'A',
  temperature: 38.3,
};
const { pulse: _pulse, ...rest } = ill;
export const withoutPulse: VitalSignsInput = rest;
/** The element with these properties; of somebody born 1950 unless a lease says who it is. */
export const make = async (properties: Partial<SamspilEarlyWarningScore>) =>
  (await listElement(tag, {
    ...(properties.context ? {} : { birthDate: '1950-01-01' }),
    ...properties,
  })) as SamspilEarlyWarningScore;
export const given = (
  values: VitalSignsInput = ill,
  more: Partial<SamspilEarlyWarningScore> = {},
  hoursAgo = 0.1,
) => make({ resources: sampleObservations(values, hoursAgo), ...more });
export const total = (element: Element) => words(find(element, '.total'));
export const row = (element: Element, key: string) => words(find(element, `tr[data-key="${key}"]`));
export const points = (element: Element) => all(element, 'td.number').map((each) => words(each));
export const button = (element: Element) => find(element, '.task button');
export const withPatient = (...resources: Observation[]): FakeContext => contextWith(...resources);
export const taskOf = (context: FakeContext) => context.fhir.saves.at(-1)?.resources[0] as Task;
