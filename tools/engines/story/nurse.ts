import { STORY_VITALS } from '../../../e2e/support/workplace.ts';
import type { OpenPage } from '../../faults/kills/run/browser.ts';
import { enter, fill, press, see, turn } from './hands.ts';

const PLUGIN = 'Målinger ved sengen';
const PATIENT = 'Søndervang';

/** Signs in as the first nurse, from the start page to the patient list. */
export async function signIn(page: OpenPage): Promise<void> {
  await press(page, { role: 'button', name: 'Log ind' });
  await press(page, { role: 'radio', name: 'Sidsel' });
  await press(page, { role: 'button', name: 'Log ind' });
  await see(page, { role: 'heading', name: 'Patienter' });
}

/** Finds the story's patient by name. */
export async function openPatient(page: OpenPage): Promise<void> {
  await fill(page, 'Find patient', PATIENT);
  await press(page, { role: 'option', name: PATIENT });
}

/** Saves the story's set in the plugin's frame, with a respiration rate by which it is told apart, up to a word on it. */
export async function saveVitals(page: OpenPage, respiration: number, word: string): Promise<void> {
  const plugin = await enter(page, PLUGIN);
  await fill(plugin, 'Respirationsfrekvens', String(respiration));
  await fill(plugin, 'Iltmætning (SpO2)', STORY_VITALS.saturation);
  await press(plugin, { role: 'radio', name: STORY_VITALS.isOnOxygen ? 'Ilt' : 'Luft', exact: true });
  await fill(plugin, 'Systolisk BT', STORY_VITALS.systolic);
  await fill(plugin, 'Puls', STORY_VITALS.pulse);
  await press(plugin, { role: 'radio', name: STORY_VITALS.consciousness });
  await fill(plugin, 'Temperatur', STORY_VITALS.temperature);
  await press(plugin, { role: 'button', name: 'Gem', exact: true });
  await see(plugin, { role: 'text', name: word });
}

/** Throws the switch between workplace and FHIR server. */
export async function connection(page: OpenPage, isOn: boolean): Promise<void> {
  await turn(page, 'Simuleret forbindelse', isOn);
}

/** Waits until the workplace says that nothing is left to send. */
export async function allSent(page: OpenPage): Promise<void> {
  await see(page, { role: 'text', name: 'Alt er sendt' });
}
