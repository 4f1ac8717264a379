import type { Appointment } from 'fhir/r4';
import kept from '../../packages/components/src/testing/sample-appointments.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-appointments'), title: 'Elements/samspil-appointments' };

const states = listStories('samspil-appointments', Object.values(kept) as Appointment[]);

/** Seen from the day the appointments were made for. */
export const Loaded = { args: { ...states.Loaded.args, now: Date.parse('2026-03-02T09:30:00+01:00') } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
