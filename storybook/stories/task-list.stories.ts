import type { Task } from 'fhir/r4';
import { html } from 'lit';
import kept from '../../packages/components/src/testing/sample-tasks.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';
import { inApp, record } from '../src/surroundings.ts';

export default { ...elementStories('samspil-task-list'), title: 'Elements/samspil-task-list' };

const tasks = Object.values(kept) as Task[];
const states = listStories('samspil-task-list', tasks);
/** Seen from the day the tasks were made for. */
const now = Date.parse('2026-03-02T09:30:00+01:00');

export const Loaded = { args: { ...states.Loaded.args, now } };
export const Worked = {
  render: () => inApp(record(tasks), html`<samspil-task-list actions now=${now}></samspil-task-list>`),
};
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
