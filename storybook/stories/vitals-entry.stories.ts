import { html } from 'lit';
import { elementStories } from '../src/element.ts';
import { inApp, record } from '../src/surroundings.ts';

export default { ...elementStories('samspil-vitals-entry'), title: 'Elements/samspil-vitals-entry' };

export const Empty = { render: () => inApp(record(), html`<samspil-vitals-entry></samspil-vitals-entry>`) };
export const SecondScale = {
  render: () => inApp(record(), html`<samspil-vitals-entry scale="2"></samspil-vitals-entry>`),
};
export const Pregnant = {
  render: () => inApp(record(), html`<samspil-vitals-entry pregnant></samspil-vitals-entry>`),
};
export const NoPatient = { render: () => html`<samspil-vitals-entry></samspil-vitals-entry>` };
