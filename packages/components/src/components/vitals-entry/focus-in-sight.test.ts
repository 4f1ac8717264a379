import { expect } from '@open-wc/testing';
import { settled } from '../../testing/expect-accessible.ts';
import { fakeContext } from '../../testing/fake-fhir.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilVitalsEntry } from './vitals-entry.ts';

/** WCAG 2.4.11: what has the focus is not hidden by the bar with score and save that stands at the foot of a small place. */
const PLACES = [
  { width: 390, height: 844 },
  { width: 390, height: 600 },
  { width: 320, height: 600 },
  { width: 600, height: 600 },
] as const;

/** The words in the bar, and so its height, differ: nothing, what is missing, and a score. */
const STATES = ['empty', 'begun', 'with a score'] as const;
const STORY = {
  respiratoryRate: '22',
  oxygenSaturation: '93',
  systolic: '101',
  pulse: '112',
  temperature: '38,3',
};

/** The form in a frame of its own that scrolls, as a plugin's page is. */
async function formIn({ width, height }: (typeof PLACES)[number]) {
  const frame = document.createElement('iframe');
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, border: '0' });
  const define = new URL('../../define/vitals-entry.ts', import.meta.url).href;
  frame.srcdoc = `<!doctype html><html lang="da"><title>Form</title><body style="margin:8px">
    <script type="module" src="${define}"></script><samspil-vitals-entry locale="da"></samspil-vitals-entry>`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const page = frame.contentDocument;
  const element = page?.querySelector<SamspilVitalsEntry>('samspil-vitals-entry');
  const root = element?.shadowRoot;
  if (!element || !root) throw new TypeError('The frame has no form.');
  element.context = fakeContext(samplePatient('else'));
  await settled(element);
  return { frame, element, root };
}

describe('samspil-vitals-entry: what has the focus is in sight', () => {
  for (const place of PLACES) {
    for (const state of STATES) {
      it(`at ${place.width} × ${place.height} px, ${state}`, async () => {
        const { frame, element, root } = await formIn(place);
        if (state !== 'empty') {
          const values = Object.entries(STORY).slice(0, state === 'begun' ? 1 : undefined);
          for (const [id, value] of values) {
            const input = root.querySelector<HTMLInputElement>(`#${id}`);
            if (!input) throw new TypeError(`There is no field ${id}.`);
            input.value = value;
            input.dispatchEvent(new Event('input', { bubbles: true }));
            await element.updateComplete;
          }
          if (state === 'with a score')
            for (const choice of ['input[value="oxygen"]', 'input[name="consciousness"]'])
              root.querySelector<HTMLInputElement>(choice)?.click();
          await element.updateComplete;
        }
        const fields = [...root.querySelectorAll<HTMLElement>('.fields input:not(:disabled)')];
        expect(fields.length).to.be.greaterThan(8);
        const covered: string[] = [];
        // Downwards and back: the keyboard comes from both sides.
        for (const field of [...fields, ...fields.toReversed()]) {
          field.focus();
          // An option's input is as large as what is seen of it.
          const { top, bottom } = field.getBoundingClientRect();
          const bar = root.querySelector('.side')?.getBoundingClientRect();
          const overlap = bar ? Math.min(bottom, bar.bottom) - Math.max(top, bar.top) : 0;
          if (top < 0 || bottom > place.height || overlap > 0)
            covered.push(`${field.id || field.getAttribute('value')}: ${Math.round(overlap)} px`);
        }
        expect(covered).to.deep.equal([]);
        frame.remove();
      });
    }
  }
});
