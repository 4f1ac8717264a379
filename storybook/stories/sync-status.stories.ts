import type { ReceiptSnapshot } from '@samspil/sdk';
import { html } from 'lit';
import { elementStories } from '../src/element.ts';
import { inApp, record, write } from '../src/surroundings.ts';

export default { ...elementStories('samspil-sync-status'), title: 'Elements/samspil-sync-status' };

const after = (writes: readonly ReceiptSnapshot[], isOnline = true) => ({
  render: () => {
    const context = record();
    context.fhir.unfinished = [...writes];
    return inApp(context, html`<samspil-sync-status open></samspil-sync-status>`, isOnline);
  },
});

export const NothingWaits = after([]);
export const Stored = after([write('a', 'stored')]);
export const Offline = after([write('a', 'stored')], false);
export const Sending = after([write('a', 'sending')]);
export const Conflict = after([write('a', 'conflict')]);
export const Rejected = after([write('a', 'rejected', 'rejected')]);
export const NeedsLogin = after([write('a', 'needs-login', 'needs-login')]);
export const DeviceFull = after([write('a', 'stored', 'storage-full'), write('b', 'stored', 'storage-full')]);
