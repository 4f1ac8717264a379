import { SamspilError } from '@samspil/sdk';
import type { Patient } from 'fhir/r4';
import type { SamspilPatientPicker } from '../../packages/components/src/components/patient-picker/patient-picker.ts';
import type { PatientRow } from '../../packages/components/src/patients/patient-row.ts';
import { samplePatient, sampleWard } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-patient-picker'), title: 'Elements/samspil-patient-picker' };

const people: Patient[] = [...sampleWard(), samplePatient('protected'), samplePatient('deceased')];

/** Whatever is typed finds these. */
const finds = (patients: readonly Patient[], total?: number) => ({
  args: { search: async () => ({ patients, total }), within: 'Region Midtjylland' },
  play: async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const picker = canvasElement.querySelector<SamspilPatientPicker>('samspil-patient-picker');
    await picker?.updateComplete;
    const field = picker?.shadowRoot?.querySelector('input');
    if (!field) return;
    field.value = 'Lauridsen';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
});

export const Ready = { args: { search: async () => people } };
export const Found = finds(people.slice(0, 4));
export const TooMany = finds(people, 140);
export const Nobody = finds([]);
/** Rows say where somebody is, and the next ones are a press away. */
const rows: PatientRow[] = people.slice(0, 3).map((patient, index) => ({
  patient,
  place: `Afsnit M1, Stue ${index + 1}`,
  flags: [{ text: 'På enheden', tone: 'ok' }],
}));
export const RowsOfAPage = {
  ...finds([]),
  args: { search: async () => ({ patients: rows, total: 12, next: async () => ({ patients: people }) }) },
};
export const Searching = { ...finds([]), args: { search: () => new Promise<Patient[]>(() => undefined) } };
export const Failed = {
  ...finds([]),
  args: { search: () => Promise.reject(new SamspilError('network', 'Storybook has no server to search.')) },
};
export const Unavailable = { args: {} };
