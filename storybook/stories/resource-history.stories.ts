import type { Bundle, Observation, Provenance } from 'fhir/r4';
import { html } from 'lit';
import { elementStories } from '../src/element.ts';
import { inApp, record, silentRecord } from '../src/surroundings.ts';

export default { ...elementStories('samspil-resource-history'), title: 'Elements/samspil-resource-history' };

const storedAt = (version: number) => new Date(Date.UTC(2026, 0, version, 8, 30)).toISOString();

const pulse = (version: number, changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: 'pulse',
  meta: { versionId: String(version), lastUpdated: storedAt(version) },
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/else' },
  valueQuantity: { value: 72, code: '/min' },
  ...changes,
});

const versions = [
  pulse(4, { status: 'entered-in-error', valueQuantity: { value: 90, code: '/min' } }),
  pulse(3, { status: 'amended', valueQuantity: { value: 90, code: '/min' } }),
  pulse(2, { note: [{ text: 'Urolig under målingen' }] }),
  pulse(1),
];

const provenances: Provenance[] = [1, 2, 3].map((version) => ({
  resourceType: 'Provenance',
  id: `p${version}`,
  meta: { lastUpdated: storedAt(version) },
  target: [{ reference: 'Observation/pulse' }],
  recorded: storedAt(version),
  agent: [
    { type: { coding: [{ code: 'author' }] }, who: { reference: 'Practitioner/ida', display: 'Ida Holm' } },
    {
      type: { coding: [{ code: 'assembler' }] },
      who: { identifier: { value: 'dk.partner.vitals|1.2.0' }, display: 'Vitale værdier' },
    },
  ],
}));

const bundle = (entry: Bundle['entry']): Bundle => ({ resourceType: 'Bundle', type: 'history', entry });
const whole = bundle(versions.map((resource) => ({ resource })));

export const Versions = { args: { history: whole, provenances } };
export const Deleted = {
  args: {
    history: bundle([
      {
        request: { method: 'DELETE', url: 'Observation/pulse' },
        response: { status: '204', etag: 'W/"2"', lastModified: storedAt(2) },
      },
      { resource: pulse(1) },
    ]),
    provenances,
  },
};
export const NobodyKnown = { args: { history: whole } };
export const Empty = { args: { history: bundle([]) } };

const reading = html`<samspil-resource-history reference="Observation/pulse"></samspil-resource-history>`;

export const FromRecord = { render: () => inApp(record([pulse(1), ...provenances.slice(0, 1)]), reading) };
export const Loading = { render: () => inApp(silentRecord(), reading) };
export const Denied = { render: () => inApp(record([], 'denied'), reading) };
export const NotHeldHere = { render: () => inApp(record([], 'not-held'), reading, false) };
export const Failed = { render: () => inApp(record([], 'server'), reading) };
export const Narrow = {
  args: { history: whole, provenances },
  decorators: [(story: () => unknown) => html`<div style="max-inline-size: 20rem">${story()}</div>`],
};
