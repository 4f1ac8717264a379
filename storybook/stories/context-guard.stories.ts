import { html } from 'lit';
import { FakeHost } from '../../packages/components/src/testing/fake-host.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-context-guard'), title: 'Elements/samspil-context-guard' };

const hold = {
  plugin: 'dk.partner.vitals',
  instance: 'i1',
  name: 'Målinger ved sengen',
  reason: 'Fem målinger er ikke gemt',
};
const names = new Map([[hold.instance, hold.name]]);
let host = new FakeHost([]);
const guard = () => {
  host = new FakeHost([], document.documentElement.lang);
  return html`<samspil-context-guard .host=${host} delay-ms="0"></samspil-context-guard>`;
};

export const Question = {
  render: guard,
  play: () => void host.decider?.decideHolds([hold], new AbortController().signal, 'patient'),
};
export const Parked = {
  render: guard,
  play: () =>
    host.decider?.tellOutcome?.(
      {
        status: 'changed',
        context: undefined,
        plugins: [{ plugin: hold.plugin, instance: hold.instance, answer: 'parked' }],
      },
      names,
    ),
};
