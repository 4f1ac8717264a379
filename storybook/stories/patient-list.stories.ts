import { html } from 'lit';
import type { SamspilPatientList } from '../../packages/components/src/components/patient-list/patient-list.ts';
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
/** Renewed since it was seen: somebody moved, somebody came, somebody went home. */
export const Changed = {
  args: { ...shown, patients: ward.slice(0, 8) },
  play: async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const list = canvasElement.querySelector<SamspilPatientList>('samspil-patient-list');
    await list?.updateComplete;
    const [first, second, third, ...others] = ward.slice(0, 9);
    if (!list || !first || !second || !third) return;
    list.patients = [
      { ...first, place: 'Stue 9, seng 1', flags: ['Orlov'] },
      { ...second, patient: { ...second.patient, birthDate: '1950-05-05' } },
      ...others,
    ];
  },
};
export const OwnColumnsAndWidths = {
  args: {
    ...shown,
    columns: [{ name: 'team', label: 'Team' }],
    patients: ward.map((row, index) => ({
      ...row,
      cells: { team: index % 3 === 0 ? 'Rød' : 'Blå' },
      flags: index % 2 === 0 ? [{ text: 'På enheden', tone: 'ok' as const, isOwn: true }] : [],
    })),
    widths: { team: 6, place: 20 },
  },
};
export const OnePageOfMany = { args: { ...shown, total: 240, more: () => Promise.resolve() } };
export const Covered = { args: { ...shown, covered: true } };
export const MayBeOld = { args: { ...shown, problem: 'network' } };
export const Denied = { args: { problem: 'denied' } };
export const NotHeldHere = { args: { problem: 'not-held' } };
export const Failed = { args: { problem: 'server', refresh: () => Promise.resolve() } };
export const Narrow = {
  args: shown,
  decorators: [(story: () => unknown) => html`<div style="max-inline-size: 20rem">${story()}</div>`],
};
