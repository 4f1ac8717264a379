import type { CarePlan, Goal } from 'fhir/r4';
import care from '../../packages/components/src/testing/sample-care.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-care-plan'), title: 'Elements/samspil-care-plan' };

const samples = Object.values(care) as (CarePlan | Goal)[];
const over: CarePlan = { ...(care.plan as CarePlan), id: 'over', status: 'completed', title: 'Genoptræning' };
const wrong: Goal = { ...(care.alone as Goal), id: 'wrong', lifecycleStatus: 'entered-in-error' };

const states = listStories('samspil-care-plan', [...samples, over, wrong]);

export const Loaded = states.Loaded;
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
