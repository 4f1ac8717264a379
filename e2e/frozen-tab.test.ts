import assert from 'node:assert/strict';
import type { Observation } from 'fhir/r4';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { gate } from './support/gate.ts';
import { rendererOf } from './support/renderer-of.ts';
import { openTab, pulse, recorderIn, saveIn, sendingLine } from './support/recorder.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, searchServer, signIn } from './support/workplace.ts';

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
/** Stands between the server's commit and its answer, while a test wants it to. */
let holdAnswer: (() => Promise<void>) | undefined;

before(async () => {
  const starting = startBuilt({
    startPlugins: () => Promise.resolve([]),
    plugins: [fileURLToPath(new URL('pages/recorder', import.meta.url))],
    fault: ({ method, url }) =>
      holdAnswer && method === 'POST' && url === '/fhir' ? { beforeAnswer: holdAnswer } : undefined,
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  simulator = await starting;
});

after(async () => {
  // Not asked to close: a stopped process answers nobody.
  await browser?.kill();
  await profile?.remove();
  await simulator?.close();
});

/** Who holds the outbox's lock, and how many wait for it. */
function lock(page: Page): Promise<{ holder: string | undefined; waiting: number }> {
  return page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const ofOutbox = held.find(({ name }) => name?.startsWith('samspil-outbox-'));
    return {
      holder: ofOutbox?.clientId,
      waiting: pending.filter(({ name }) => name === ofOutbox?.name).length,
    };
  });
}

/** How many versions of each pulse of ours the server has. */
async function effects(page: Page): Promise<Record<string, number>> {
  const all = 'Observation?patient=pt-0001&code=8867-4&_sort=-_lastUpdated&_count=50';
  const ours = (await searchServer<Observation>(page, all)).filter(({ identifier }) =>
    identifier?.some(({ system }) => system === 'https://samspil.dk/fhir/operation'),
  );
  const counts: Record<string, number> = {};
  for (const { valueQuantity, meta } of ours) {
    const key = String(valueQuantity?.value);
    counts[key] = (counts[key] ?? 0) + Number(meta?.versionId);
  }
  return counts;
}

test('F6: while the tab that sends is frozen, what another tab saves waits and says so; thawed or ended, all of it arrives once', async () => {
  const first = await browser.context.newPage();
  await signIn(first, simulator.url);
  await openPatient(first);
  const recorder = await recorderIn(first);
  const second = await openTab(browser.context, simulator.url);
  const other = await recorderIn(second);
  const sender = (await lock(second)).holder;
  const renderer = await rendererOf(first, browser);

  // Frozen between the server's commit and its answer: the browser does not take its lock away.
  const held = gate();
  holdAnswer = held.come;
  await saveIn(recorder, pulse(51));
  await held.reached;
  holdAnswer = undefined;
  process.kill(renderer, 'SIGSTOP');
  await saveIn(other, pulse(52));
  held.open();
  await sendingLine(second).filter({ hasText: '2 registreringer venter' }).waitFor();
  assert.deepEqual(await lock(second), { holder: sender, waiting: 1 });
  assert.deepEqual(await effects(second), { 51: 1 });

  // Thawed it goes on where it stood, and has no second effect.
  process.kill(renderer, 'SIGCONT');
  await sendingLine(second).filter({ hasText: 'Alt er sendt' }).waitFor();
  await sendingLine(first).filter({ hasText: 'Alt er sendt' }).waitFor();
  assert.deepEqual(await effects(second), { 51: 1, 52: 1 });

  // Frozen again, and ended by the system: the lock moves on.
  const again = gate();
  holdAnswer = again.come;
  await saveIn(recorder, pulse(53));
  await again.reached;
  holdAnswer = undefined;
  process.kill(renderer, 'SIGSTOP');
  await saveIn(other, pulse(54));
  process.kill(renderer, 'SIGKILL');
  await sendingLine(second).filter({ hasText: 'Alt er sendt' }).waitFor();
  again.open();
  assert.deepEqual(await effects(second), { 51: 1, 52: 1, 53: 1, 54: 1 });
  const { holder, waiting } = await lock(second);
  assert.deepEqual([holder === sender, waiting], [false, 0]);
});
