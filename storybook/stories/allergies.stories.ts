import { sampleAllergy } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-allergies'), title: 'Elements/samspil-allergies' };

const states = listStories('samspil-allergies', [
  sampleAllergy('penicillin'),
  sampleAllergy('nuts'),
  sampleAllergy('inactive'),
]);

export const Loaded = states.Loaded;
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
export const NoneKnown = { args: { resources: [sampleAllergy('none')] } };
