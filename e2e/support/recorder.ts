import assert from 'node:assert/strict';
import type { Observation } from 'fhir/r4';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { openPatient, pluginFrame } from './workplace.ts';

/** The app of `e2e/pages/recorder`, which saves what the test asks it to. */

/** A page of the workplace in one more tab of a browser that knows already who is signed in, with the patient's chart. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.getByRole('button', { name: 'Log ind' }).click();
  await tab.getByRole('heading', { name: 'Patienter' }).waitFor();
  await openPatient(tab);
  return tab;
}

/** The frame of the app in an open chart. */
export async function recorderIn(tab: Page): Promise<Frame> {
  await pluginFrame(tab, 'Optager');
  const frame = tab.frames().find((one) => one.name().startsWith('samspil-'));
  assert.ok(frame);
  await frame.waitForFunction(() => 'recorder' in window);
  return frame;
}

/** Saves in the app. Resolves, with the time, when the app was told that it is durable. */
export function saveIn(frame: Frame, resource: Observation): Promise<{ id: string; at: number }> {
  return frame.evaluate((given) => {
    interface Recorder {
      save(one: object): Promise<{ id: string; at: number }>;
    }
    return (window as unknown as { recorder: Recorder }).recorder.save(given);
  }, resource);
}

export function pulse(value: number): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: 'Patient/pt-0001' },
    effectiveDateTime: new Date().toISOString(),
    valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  };
}

/** What `samspil-sync-status` says in the chart. */
export function sendingLine(tab: Page): Locator {
  return tab.locator('.bar samspil-sync-status').locator('.summary [role=status]');
}
