import type { FhirResource } from 'fhir/r4';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import medication from '../../packages/components/src/testing/sample-medication.json';

export default { ...elementStories('samspil-medication-list'), title: 'Elements/samspil-medication-list' };

const states = listStories('samspil-medication-list', Object.values(medication) as FhirResource[]);

export const Loaded = states.Loaded;
/** A prohibition must never be read as an order. */
export const MustNotBeGiven = { args: { resources: [medication.ibuprofen] } };
/** What the prescriber wrote, and what stands in codes. */
export const TextAndCode = { args: { resources: [medication.paracetamol] } };
export const OnHold = { args: { resources: [medication.warfarin] } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
