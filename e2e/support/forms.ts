import assert from 'node:assert/strict';
import type { Provenance, QuestionnaireResponse } from 'fhir/r4';
import type { Page } from 'playwright-core';
import { searchServer, switchConnection } from './workplace.ts';

const FORM = 'Faldscreening';

/**
 * A form is begun without a connection, outlives the part of the chart it stands in, is saved and sent once; then it is
 * corrected, and the chart tells who made which version and with what.
 */
export async function fillInForm(page: Page): Promise<void> {
  const before = await formsOnServer(page);
  const forms = page.locator('workplace-forms');
  const form = forms.locator('samspil-questionnaire');
  await openForms(page);
  await switchConnection(page, 'off');
  await forms.getByRole('button', { name: `Udfyld ${FORM}` }).click();
  await form
    .getByRole('radiogroup', { name: /faldet/ })
    .getByRole('radio', { name: 'Nej' })
    .check();
  await page.getByRole('tab', { name: 'Samarbejde' }).click();
  await openForms(page);
  await forms.getByRole('button', { name: `Fortsæt ${FORM}` }).click();
  await form
    .getByRole('radiogroup', { name: /Risiko for fald/ })
    .getByRole('radio', { name: 'Lav' })
    .check();
  await form.getByRole('button', { name: 'Gem skema' }).click();
  await forms.getByText('Afventer afsendelse').waitFor();
  await switchConnection(page, 'on');
  await forms.getByText('Modtaget i EPJ').waitFor();
  const [made, ...more] = (await formsOnServer(page)).filter(({ id }) =>
    before.every((one) => one.id !== id),
  );
  assert.equal(more.length, 0, 'the form is there once');
  assert.deepEqual([made?.status, made?.meta?.versionId], ['completed', '1']);

  await forms.locator(`[data-response="${made?.id}"]`).getByRole('button').click();
  await form.getByRole('button', { name: 'Ret', exact: true }).click();
  await form.getByLabel(/Rejse-sætte-sig/).fill('9');
  await form.getByRole('button', { name: 'Gem skema' }).click();
  await forms.getByText('Modtaget i EPJ').waitFor();
  const row = forms.locator(`[data-response="${made?.id}"]`);
  await row.getByText('Rettet').waitFor();
  await row.getByRole('button').click();
  await form.getByRole('button', { name: 'Historik', exact: true }).click();
  const versions = page.getByRole('dialog', { name: 'Historik' }).locator('.entry');
  await versions.filter({ hasText: 'Version 2' }).getByText('Rejse-sætte-sig').waitFor();
  const told = await versions.allTextContents();
  assert.equal(told.length, 2);
  for (const version of told) assert.match(version, /Sidsel Nørgaard[\s\S]*samspil-workplace/);
  await page.keyboard.press('Escape');
  const stamps = await searchServer<Provenance>(page, `Provenance?target=QuestionnaireResponse/${made?.id}`);
  assert.equal(stamps.length, 2, 'one effect for each save');
}

async function openForms(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Forløb' }).click();
  await page.locator('workplace-forms').getByText('Kan udfyldes').waitFor();
}

function formsOnServer(page: Page): Promise<QuestionnaireResponse[]> {
  return searchServer<QuestionnaireResponse>(page, 'QuestionnaireResponse?patient=pt-0001');
}
