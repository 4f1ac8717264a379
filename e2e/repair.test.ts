import assert from 'node:assert/strict';
import type { Observation } from 'fhir/r4';
import { test } from 'node:test';
import { makeProfile, openBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import {
  enterVitals,
  openPatient,
  pluginFrame,
  searchServer,
  signIn,
  STORY_VITALS,
} from './support/workplace.ts';

/** Where the pulse stands in the group that the form saves. */
const PULSE = 'Bundle.entry[2].resource.value.ofType(Quantity).value';

test('what the EPJ refused is corrected where it was entered, by the keyboard alone, and arrives once', async () => {
  let refusals = 1;
  const simulator = await startBuilt({
    fault: ({ method, url }) =>
      method === 'POST' && url === '/fhir' && refusals-- > 0
        ? { status: 422, issue: { code: 'value', expression: [PULSE], details: { text: 'Puls <over> 250' } } }
        : undefined,
  });
  const profile = await makeProfile();
  const browser = await openBrowser(profile.folder);
  try {
    const page = await browser.context.newPage();
    await signIn(page, simulator.url);
    await openPatient(page);
    const plugin = await pluginFrame(page, 'Målinger ved sengen');
    await enterVitals(plugin, { ...STORY_VITALS, pulse: '211' });
    await plugin.getByRole('button', { name: 'Gem', exact: true }).click();
    await plugin.locator('.receipt[data-state=rejected]').waitFor();

    // From the list: the chart opens, then the form.
    await page
      .getByRole('button', { name: /Patientliste/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Patienter' }).waitFor();
    await page.getByRole('button', { name: 'Ret eller send det, der venter' }).first().press('Enter');
    await page.getByRole('button', { name: 'Ret', exact: true }).press('Enter');
    const pulse = plugin.getByLabel('Puls');
    await plugin.locator('#pulse:focus').waitFor();
    assert.equal(await pulse.inputValue(), '211');
    assert.equal(await pulse.getAttribute('aria-invalid'), 'true');
    await plugin.getByText('Svar fra EPJ: Puls <over> 250').first().waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/repair-form.png` });

    await page.keyboard.press('Control+a');
    await page.keyboard.type('112');
    await plugin.getByRole('button', { name: 'Gem', exact: true }).press('Enter');
    await plugin.locator('.receipt[data-state=accepted]').waitFor();
    const pulses = await searchServer<Observation>(
      page,
      'Observation?patient=pt-0001&code=8867-4&_count=100',
    );
    const ours = pulses.filter(({ identifier }) =>
      identifier?.some(({ system }) => system === 'https://samspil.dk/fhir/operation'),
    );
    assert.deepEqual(
      ours.map(({ valueQuantity }) => valueQuantity?.value),
      [112],
    );
  } finally {
    await browser.close();
    await profile.remove();
    await simulator.close();
  }
});
