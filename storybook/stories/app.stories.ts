import { html } from 'lit';
import { sampleAllergy } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';
import { fixtures, inApp, recentReadings, record } from '../src/surroundings.ts';

export default { ...elementStories('samspil-app'), title: 'Elements/samspil-app' };

const chart = html`<div style="display: grid; gap: 1rem">
  <samspil-patient-banner></samspil-patient-banner>
  <samspil-allergies></samspil-allergies>
  <samspil-conditions></samspil-conditions>
  <samspil-observation-trend></samspil-observation-trend>
  <samspil-vitals-entry></samspil-vitals-entry>
  <samspil-sync-status></samspil-sync-status>
</div>`;

/** A small chart: what is saved in it stays in the memory of this page. */
export const Chart = {
  render: () => {
    const held = [sampleAllergy('penicillin'), ...fixtures('Condition'), ...recentReadings()];
    return inApp(record(held), chart);
  },
};
export const NoPatient = {
  render: () => inApp(undefined, html`<samspil-patient-banner></samspil-patient-banner>`),
};
export const PatientNotRead = {
  render: () => inApp(record([], 'server'), html`<samspil-patient-banner></samspil-patient-banner>`),
};
