import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The workplace as a nurse uses it, by the words on the screen. Danish, as it opens. */

/** Signs in as the first nurse, from the start page to the patient list. */
export async function signIn(page: Page, url: string, name = 'Sidsel'): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Log ind' }).click();
  const choice = page.getByRole('radio', { name: new RegExp(name) });
  await choice.check();
  await page.getByRole('button', { name: 'Log ind' }).click();
  await page.getByRole('heading', { name: 'Patienter' }).waitFor();
}

/** The patients on the list of the workplace, one per row. */
export function listedPatients(page: Page): Locator {
  return page.locator('workplace-patient-list tbody tr');
}

/** Finds a patient by name, chooses her, and waits for the banner. */
export async function openPatient(page: Page, name = /Søndervang/i): Promise<void> {
  await page.getByRole('combobox', { name: 'Find patient' }).fill('Søndervang');
  await page.getByRole('listbox', { name: 'Fundne patienter' }).getByRole('option', { name }).first().click();
  await page.locator('samspil-patient-banner').getByText(name).first().waitFor();
}

/** Fetches everybody on the list to this device, and gives their ids. */
export async function prepareList(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Arbejd uden forbindelse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Arbejd uden forbindelse' });
  await dialog.getByRole('button', { name: /Hent \d+ patient(er)? til enheden/ }).click();
  await dialog.getByText(/klar til brug uden forbindelse/).waitFor();
  const held = dialog.locator('li[data-holding=whole]');
  await held.first().waitFor();
  const ids = await held.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id') ?? ''));
  await dialog.getByRole('button', { name: 'Luk' }).click();
  return ids;
}

/** The frame of the plugin of this title, once its own page is in it: an empty frame is there long before. */
export async function pluginFrame(page: Page, title: string): Promise<FrameLocator> {
  const frame = page.frameLocator(`iframe[title^="${title}"]`);
  await frame.getByRole('button').first().waitFor();
  return frame;
}

export interface VitalsEntry {
  respiration: string;
  saturation: string;
  isOnOxygen: boolean;
  systolic: string;
  pulse: string;
  consciousness: string;
  temperature: string;
}

/** The set of the story: NEWS2 = 10. */
export const STORY_VITALS: VitalsEntry = {
  respiration: '22',
  saturation: '93',
  isOnOxygen: true,
  systolic: '101',
  pulse: '112',
  consciousness: 'Vågen og klar',
  temperature: '38,3',
};

export async function enterVitals(
  plugin: Pick<FrameLocator, 'getByLabel' | 'getByRole'>,
  vitals: VitalsEntry,
): Promise<void> {
  await plugin.getByLabel('Respirationsfrekvens').fill(vitals.respiration);
  await plugin.getByLabel('Iltmætning (SpO2)').fill(vitals.saturation);
  await plugin.getByRole('radio', { name: vitals.isOnOxygen ? 'Ilt' : 'Luft', exact: true }).check();
  await plugin.getByLabel('Systolisk BT').fill(vitals.systolic);
  await plugin.getByLabel('Puls').fill(vitals.pulse);
  await plugin.getByRole('radio', { name: vitals.consciousness }).check();
  await plugin.getByLabel('Temperatur').fill(vitals.temperature);
}

/** Throws the switch between workplace and FHIR server. */
export async function switchConnection(page: Page, to: 'on' | 'off'): Promise<void> {
  const connection = page.getByRole('switch', { name: 'Simuleret forbindelse' });
  if ((await connection.getAttribute('aria-checked')) !== String(to === 'on')) await connection.click();
  await page.locator(`[role=switch][aria-checked="${to === 'on'}"]`).waitFor();
}

/** Waits until the workplace says that the record cannot be reached. */
export async function saysOffline(page: Page): Promise<void> {
  await page.locator('samspil-connection').getByText('Ingen forbindelse').waitFor();
}

/** Waits until the workplace says that nothing is left to send. */
export async function allSent(page: Page): Promise<void> {
  await page.getByText('Alt er sendt').filter({ visible: true }).first().waitFor();
}

/** What the FHIR server holds, asked with the clinician's own token. The test's eye, not part of the story. */
export async function searchServer<T extends FhirResource>(page: Page, query: string): Promise<T[]> {
  const bundle = (await page.evaluate(async (search) => {
    const config = (await (await fetch('/config.json')).json()) as { fhirBaseUrl: string };
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('samspil.session.')) ?? '';
    const { tokens } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as {
      tokens: { access_token: string };
    };
    const response = await fetch(`${config.fhirBaseUrl}/${search}`, {
      headers: { Authorization: `Bearer ${tokens.access_token}` },
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    return (await response.json()) as unknown;
  }, query)) as Bundle<T>;
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
}

/** Respiration rates of the story's patient that came through an outbox, newest first; the seed's are left out. */
export async function recordedRespirations(page: Page): Promise<Observation[]> {
  const query = 'Observation?patient=pt-0001&code=9279-1&_sort=-_lastUpdated&_count=50';
  const found = await searchServer<Observation>(page, query);
  const isOurs = ({ identifier }: Observation) =>
    identifier?.some(({ system }) => system === 'https://samspil.dk/fhir/operation') ?? false;
  return found.filter(isOurs);
}
