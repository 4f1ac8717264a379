import { expect, fixture, html } from '@open-wc/testing';
import { mergeResource } from '@samspil/sdk/fhir';
import type { WriteConflict } from '@samspil/sdk/host';
import type { Observation } from 'fhir/r4';
import '../define/conflict.ts';
import '../define/patient-banner.ts';
import '../define/vitals-entry.ts';
import { settled } from './expect-accessible.ts';
import { fakeContext } from './fake-fhir.ts';
import { FakeHost } from './fake-host.ts';
import { sampleAllergy, samplePatient } from './samples.ts';
import { transcript } from './transcript.ts';
import kept from './transcripts.json';

/** As it was read and found good; a change is read before it is kept. Age and time of day are those of the day of the run. */
async function expectTranscript(name: keyof typeof kept): Promise<void> {
  const now = (await transcript()).map((line) =>
    line.replace(/^\d+ år$/, '{age}').replace(/^\d\d\.\d\d$/, '{time}'),
  );
  expect(now, JSON.stringify(now, null, 2)).to.deep.equal(kept[name]);
}

const pulse = (value: number, status: Observation['status']): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status,
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: '2026-01-15T08:30:00+01:00',
  valueQuantity: { value, unit: 'slag/min', code: '/min' },
});

describe('what a screen reader meets', () => {
  it('in the patient banner: who it is, in the order of the screen, then what the patient does not tolerate', async () => {
    const context = fakeContext(samplePatient('else'), [sampleAllergy('penicillin')]);
    const element = await fixture<HTMLElement & { updateComplete: Promise<boolean> }>(
      html`<samspil-patient-banner locale="da" .context=${context}></samspil-patient-banner>`,
    );
    await settled(element);
    await expectTranscript('banner');
  });

  it('in the entry of vital signs: every field with its name, unit and what is wrong with it', async () => {
    const element = await fixture<HTMLElement & { updateComplete: Promise<boolean> }>(
      html`<samspil-vitals-entry
        locale="da"
        .context=${fakeContext(samplePatient('else'))}
      ></samspil-vitals-entry>`,
    );
    await settled(element);
    const pulseField = element.shadowRoot?.querySelector<HTMLInputElement>('#pulse');
    if (!pulseField) throw new Error('There is no field for the pulse.');
    pulseField.value = '1120';
    for (const type of ['input', 'change']) pulseField.dispatchEvent(new Event(type, { bubbles: true }));
    await settled(element);
    await expectTranscript('vitalsEntry');
  });

  it('in the question between two versions: what differs, who wrote it when, and the choice', async () => {
    const [base, mine, theirs] = [
      pulse(72, 'final'),
      pulse(90.5, 'amended'),
      pulse(70, 'corrected'),
    ] as const;
    const merged = mergeResource(base, mine, theirs);
    const conflict: WriteConflict = {
      id: 'r1',
      revision: 1,
      patient: 'else',
      plugin: { id: 'dk.test', version: '1.0.0' },
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
          when: '2020-01-15T12:00:00Z',
        },
      ],
    };
    const host = new FakeHost([], 'da');
    host.conflicts.set('r1', conflict);
    const element = await fixture<HTMLElement & { updateComplete: Promise<boolean> }>(
      html`<samspil-conflict .host=${host} receipt="r1"></samspil-conflict>`,
    );
    await settled(element);
    await expectTranscript('conflict');
  });
});
