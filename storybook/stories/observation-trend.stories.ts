import { html } from 'lit';
import { sampleObservations } from '../../packages/components/src/testing/sample-observations.ts';
import { elementStories } from '../src/element.ts';
import { inApp, recentReadings, record, silentRecord } from '../src/surroundings.ts';

export default {
  ...elementStories('samspil-observation-trend'),
  title: 'Elements/samspil-observation-trend',
};

const days = [2, 8, 14, 20, 26, 32, 50, 74];
const readings = days.flatMap((hours, index) =>
  sampleObservations(
    {
      respiratoryRate: 16 + (index % 4) * 2,
      oxygenSaturation: 97 - (index % 3),
      systolic: 128 + index * 2,
      diastolic: 76 + index,
      pulse: 74 + (index % 5) * 4,
      temperature: 37 + (index % 4) * 0.3,
      consciousness: 'A',
    },
    hours,
  ),
);
const trend = html`<samspil-observation-trend></samspil-observation-trend>`;

export const Charts = { render: () => inApp(record(readings), trend) };
export const Table = {
  render: () =>
    inApp(record(readings), html`<samspil-observation-trend as-table></samspil-observation-trend>`),
};
export const OneReading = { render: () => inApp(record(recentReadings()), trend) };
export const Empty = { render: () => inApp(record(), trend) };
export const Loading = { render: () => inApp(silentRecord(), trend) };
export const Failed = { render: () => inApp(record([], 'server'), trend) };
