import type { TimelineResource } from '../../packages/components/src/components/timeline/entry-span.ts';
import course from '../../packages/components/src/testing/sample-course.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-timeline'), title: 'Elements/samspil-timeline' };

const entries = Object.values(course) as TimelineResource[];
const states = listStories('samspil-timeline', entries);
/** The day the course leads up to, so that the story stays what it is. */
const now = Date.parse('2026-03-02T09:30:00+01:00');

export const Loaded = { args: { ...states.Loaded.args, now } };
export const LastWeek = { args: { ...states.Loaded.args, now, range: 'week' } };
export const Everything = { args: { ...states.Loaded.args, now, range: 'all' } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
