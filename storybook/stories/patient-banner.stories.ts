import { html } from 'lit';
import { sampleAllergy, samplePatient } from '../../packages/components/src/testing/samples.ts';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-patient-banner'), title: 'Elements/samspil-patient-banner' };

const banner = (name: Parameters<typeof samplePatient>[0], allergies = [sampleAllergy('penicillin')]) => ({
  args: { patient: samplePatient(name), allergies },
});

export const Patient = banner('else');
export const Open = { args: { ...banner('else').args, open: true } };
export const NoneKnown = banner('else', [sampleAllergy('none')]);
export const NotAssessed = banner('else', []);
export const Protected = banner('protected');
export const Deceased = banner('deceased');
export const Unknown = banner('unknown');
export const Child = banner('child');
export const Swedish = banner('swedish');

export const Micro = { args: { ...banner('else').args, form: 'micro' } };
export const MicroProtected = { args: { ...banner('protected', []).args, form: 'micro' } };
export const MicroOpen = {
  args: { ...Micro.args, open: true },
  // What it opens lies over what follows.
  decorators: [(story: () => unknown) => html`<div style="min-block-size: 24rem">${story()}</div>`],
};

export const Narrow = {
  args: banner('else').args,
  decorators: [(story: () => unknown) => html`<div style="max-inline-size: 20rem">${story()}</div>`],
};
