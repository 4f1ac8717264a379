import type { ReceiptSnapshot } from '@samspil/sdk';
import { html } from 'lit';
import { elementStories } from '../src/element.ts';
import { inApp, record, write } from '../src/surroundings.ts';

export default { ...elementStories('samspil-connection'), title: 'Elements/samspil-connection' };

const after = (writes: readonly ReceiptSnapshot[], isOnline = true) => ({
  render: () => {
    const context = record();
    context.fhir.unfinished = [...writes];
    const signIn = () => Promise.resolve();
    return inApp(context, html`<samspil-connection .signIn=${signIn}></samspil-connection>`, isOnline);
  },
});

export const Online = after([]);
export const Waiting = after([write('a', 'stored'), write('b', 'sending')]);
export const Offline = after([write('a', 'stored')], false);
export const SignedOut = after([write('a', 'needs-login', 'needs-login')]);
export const Reconnecting = { args: {} };
