import { mergeResource } from '@samspil/sdk/fhir';
import type { Observation } from 'fhir/r4';
import { html } from 'lit';
import { FakeHost } from '../../packages/components/src/testing/fake-host.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-conflict'), title: 'Elements/samspil-conflict' };

const pulse = (changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-01-15T08:30:00+01:00',
  valueQuantity: { value: 72, unit: 'slag/min', code: '/min' },
  ...changes,
});

/** Both changed the value, and the status. */
function twoVersions(host: FakeHost): void {
  const base = pulse();
  const mine = pulse({ valueQuantity: { value: 90.5, code: '/min' }, status: 'amended' });
  const theirs = pulse({ valueQuantity: { value: 70, code: '/min' }, status: 'corrected' });
  const merged = mergeResource(base, mine, theirs);
  host.conflicts.set('r1', {
    id: 'r1',
    revision: 1,
    patient: 'else',
    plugin: { id: 'dk.partner.vitals', version: '1.0.0' },
    storedAt: '2026-01-15T08:31:00Z',
    resources: [
      {
        reference: 'Observation/o1',
        kind: 'changed',
        base,
        mine,
        theirs,
        conflicts: merged.kind === 'conflict' ? merged.conflicts : [],
        who: { reference: 'Practitioner/o', display: 'Otto Læge' },
        when: '2026-01-15T12:00:00Z',
      },
    ],
  });
}

const shown = (prepare: (host: FakeHost) => void) => ({
  render: () => {
    const host = new FakeHost([], document.documentElement.lang);
    prepare(host);
    return html`<samspil-conflict .host=${host} receipt="r1"></samspil-conflict>`;
  },
});

export const TwoFields = shown(twoVersions);
export const NotRead = shown((host) => {
  host.conflictFailure = 'network';
});
