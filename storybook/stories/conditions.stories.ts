import type { Condition } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import { fixtures } from '../src/surroundings.ts';

export default { ...elementStories('samspil-conditions'), title: 'Elements/samspil-conditions' };

const states = listStories('samspil-conditions', fixtures<Condition>('Condition'));

export const Loaded = states.Loaded;
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
