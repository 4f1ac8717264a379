import type { PluginState } from '@samspil/sdk/host';
import { html } from 'lit';
import { FakeHost, sampleManifest } from '../../packages/components/src/testing/fake-host.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-slot'), title: 'Elements/samspil-slot' };

/** A slot with one plugin that comes into this state once it is mounted. */
const plugin = (state: PluginState) => {
  let host = new FakeHost([]);
  return {
    render: () => {
      host = new FakeHost([sampleManifest()], document.documentElement.lang);
      return html`<samspil-slot .host=${host} name="patient.workspace"></samspil-slot>`;
    },
    play: () => {
      for (const mounted of host.mounted) mounted.state.value = state;
    },
  };
};

export const Loading = plugin('loading');
export const Ready = plugin('ready');
export const Failed = plugin('failed');
