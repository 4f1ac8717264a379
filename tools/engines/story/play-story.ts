import { makeProfile } from '../../../e2e/support/browser.ts';
import { startBuilt } from '../../../e2e/support/simulator.ts';
import type { LaunchBrowser } from '../../faults/kills/run/browser.ts';
import { allSent, connection, openPatient, saveVitals, signIn } from './nurse.ts';
import { judgeRecord } from './record.ts';

/** Sets that the nurse saves: with a connection, and without one before the browser is killed. */
const RESPIRATIONS = [22, 23] as const;

/** How it ended. */
export interface StoryEnd {
  /** Sets that are in the FHIR server. */
  readonly effects: number;
  readonly promised: number;
  /** Empty when every set is there once. */
  readonly wrong: readonly string[];
}

/**
 * The story of the first issue in one engine: vital signs saved with a connection and without one, a killed browser, the
 * same profile again, the connection back. The FHIR server is asked by this process how it ended.
 * @param onStep told what was done, as soon as it was
 */
export async function playStory(launch: LaunchBrowser, onStep: (what: string) => void): Promise<StoryEnd> {
  const closers: (() => Promise<void>)[] = [];
  try {
    const simulator = await startBuilt();
    closers.push(() => simulator.close());
    const profile = await makeProfile();
    closers.push(() => profile.remove());
    const start = async () => {
      const browser = await launch(profile.folder);
      closers.push(() => browser.kill());
      const page = await browser.openPage(simulator.url);
      await signIn(page);
      return { browser, page };
    };

    const first = await start();
    await openPatient(first.page);
    onStep(`a nurse is signed in, a patient is open`);
    await saveVitals(first.page, RESPIRATIONS[0], 'Modtaget i EPJ');
    onStep('a set is received in the EPJ');
    await connection(first.page, false);
    await saveVitals(first.page, RESPIRATIONS[1], 'Gemt på enheden');
    onStep('without a connection a set is stored on the device');
    await first.browser.kill();
    onStep('the browser is killed: SIGKILL to all of its processes');

    const second = await start();
    onStep('the same profile, another browser: the nurse is signed in');
    await connection(second.page, true);
    await allSent(second.page);
    onStep('with the connection back, nothing is left to send');
    const { effects, wrong } = await judgeRecord(simulator.fhirBaseUrl, second.page, RESPIRATIONS);
    return { effects, promised: RESPIRATIONS.length, wrong };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
