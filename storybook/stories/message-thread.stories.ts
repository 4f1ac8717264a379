import type { Communication } from 'fhir/r4';
import messages from '../../packages/components/src/testing/sample-messages.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-message-thread'), title: 'Elements/samspil-message-thread' };

const samples = Object.values(messages) as Communication[];
const failed: Communication = {
  ...(messages.home as Communication),
  id: 'failed',
  status: 'not-done',
  topic: { text: 'Medicin' },
  inResponseTo: [],
};
const wrong: Communication = {
  ...failed,
  id: 'wrong',
  status: 'entered-in-error',
  topic: { text: 'Forkert borger' },
};
const all = [...samples, failed, wrong];

const states = listStories('samspil-message-thread', all);

export const Loaded = states.Loaded;
export const WithReplies = { args: { resources: all, replies: true } };
export const FromRecord = states.FromRecord;
export const Empty = states.Empty;
export const Loading = states.Loading;
export const Denied = states.Denied;
export const NotHeldHere = states.NotHeldHere;
export const Failed = states.Failed;
