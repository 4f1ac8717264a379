import { html } from 'lit';
import { sampleAllergy } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';
import { inApp, record } from '../src/surroundings.ts';

export default { ...elementStories('samspil-read-age'), title: 'Elements/samspil-read-age' };

const readAgo = (minutes: number, isOnline = true) => ({
  render: () => {
    const allergy = sampleAllergy('penicillin');
    const context = record([allergy]);
    context.fhir.fetched.set(allergy, new Date(Date.now() - minutes * 60_000).toISOString());
    const age = html`<samspil-read-age .resources=${[allergy]}></samspil-read-age>`;
    return inApp(context, age, isOnline);
  },
});

export const Old = readAgo(47);
export const Fresh = readAgo(1);
export const WithoutConnection = readAgo(2, false);
