import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { SamspilVitalsEntry } from '../components/vitals-entry/vitals-entry.ts';
import '../define/vitals-entry.ts';
import { fakeContext } from '../testing/fake-fhir.ts';
import { settled } from '../testing/expect-accessible.ts';
import { samplePatient } from '../testing/samples.ts';

async function leaveFaultyField(element: SamspilVitalsEntry): Promise<void> {
  const pulse = element.shadowRoot?.querySelector<HTMLInputElement>('#pulse');
  if (!pulse) throw new Error('The form has no pulse');
  pulse.value = '700';
  pulse.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await element.updateComplete;
  pulse.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

const faults = (element: SamspilVitalsEntry) => element.shadowRoot?.querySelectorAll('.fault').length;

async function entry(): Promise<SamspilVitalsEntry> {
  const context = fakeContext(samplePatient('else'));
  const element = await fixture<SamspilVitalsEntry>(
    html`<samspil-vitals-entry .context=${context}></samspil-vitals-entry>`,
  );
  await settled(element);
  return element;
}

it('a fault is shown when the field is left by keyboard', async () => {
  const element = await entry();
  await leaveFaultyField(element);
  expect(faults(element)).to.equal(1);
});

it('a press on the next control is not moved away from under the finger by a fault', async () => {
  const element = await entry();
  const next = element.shadowRoot?.querySelector('.options label');
  next?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  await leaveFaultyField(element);
  expect(faults(element)).to.equal(0);
  next?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
  await aTimeout(0);
  await element.updateComplete;
  expect(faults(element)).to.equal(1);
});
