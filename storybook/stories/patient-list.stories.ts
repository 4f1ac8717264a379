import { html } from 'lit';
import type { PatientRow } from '../../packages/components/src/patients/patient-row.ts';
import { samplePatient, sampleWard } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-patient-list'), title: 'Elements/samspil-patient-list' };

const ward: PatientRow[] = [...sampleWard(), samplePatient('protected'), samplePatient('unknown')].map(
  (patient, index) => ({
    patient,
    place: `Stue ${1 + (index >> 1)}, seng ${1 + (index % 2)}`,
    time: new Date(Date.now() - index * 30_000_000).toISOString(),
    flags: index % 5 === 0 ? ['Isolation'] : [],
  }),
);
const shown = {
  patients: ward,
  service: 'Kardiologisk sengeafsnit 12',
  forWhom: 'Team Blå',
  timeLabel: 'Indlagt',
  updatedAt: new Date().toISOString(),
  refresh: () => Promise.resolve(),
};

export const Ward = { args: shown };
export const Filtered = { args: { ...shown, filter: { name: 'Indlagt i dag', clear: () => undefined } } };
export const Names = { args: { patients: sampleWard().map((patient) => ({ patient })) } };
export const Empty = { args: { ...shown, patients: [] } };
export const Loading = { args: {} };
export const Covered = { args: { ...shown, covered: true } };
export const MayBeOld = { args: { ...shown, problem: 'network' } };
export const Denied = { args: { problem: 'denied' } };
export const NotHeldHere = { args: { problem: 'not-held' } };
export const Failed = { args: { problem: 'server', refresh: () => Promise.resolve() } };
export const Narrow = {
  args: shown,
  decorators: [(story: () => unknown) => html`<div style="max-inline-size: 20rem">${story()}</div>`],
};
