/**
 * What a save costs until it is acknowledged, while the server cannot be reached. Ours crosses into the worker, is sealed
 * under the patient's key, committed with strict durability beside what a receipt needs, noted by the witness, and crosses
 * back. Dexie's is one `put` in clear with relaxed durability, from the page itself. Both get the same records, one call
 * for each.
 *
 * How to read it: *throughput* is what the bar is about: 100 saves that are asked for at once, and the time until the
 * last of them is acknowledged; ours wait for the disk together. `save-acknowledged-p95-ms` is the wait of somebody who
 * saves one record and looks: each save begins after the one before. `save-one-by-one-vs-dexie` compares the same; it has
 * no bar, because one strict and sealed save that is alone cannot share anything with another.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { percentile, rounds, show } from '../support/rounds.mjs';

const AT_ONCE = 100;
const IN_TURN = 50;

/** @param {import('playwright-core').Browser} browser @param {{ url(path: string): string }} origin */
export async function measureSaves(browser, origin, server) {
  server.mode = 'closed';
  const context = await browser.newContext();
  const { bench } = await openPage(context, origin.url('/'));
  await bench('open', 'saver');
  const atOnce = await rounds(25, 5, {
    sealed: () => bench('saveAtOnceSealed', 'saver', AT_ONCE),
    dexie: () => bench('saveAtOnceInClear', AT_ONCE),
  });
  const waits = { sealed: [], dexie: [] };
  const inTurn = async (side, given) => {
    const { ms, times } = await bench(...given);
    waits[side].push(...times);
    return ms;
  };
  await bench('close', 'saver');
  await bench('open', 'other');
  const turns = await rounds(15, 3, {
    sealed: () => inTurn('sealed', ['saveInTurnSealed', 'other', IN_TURN]),
    dexie: () => inTurn('dexie', ['saveInTurnInClear', IN_TURN]),
  });
  show('one sealed', waits.sealed);
  show('one dexie', waits.dexie);
  figure('save-acknowledged-throughput-vs-dexie', atOnce.dexie / atOnce.sealed, 'ratio', ['>=', 1]);
  figure('save-acknowledged-p95-ms', percentile(waits.sealed, 0.95), 'ms', ['<=', 10]);
  figure('save-acknowledged-per-second', (AT_ONCE / atOnce.sealed) * 1_000, 'saves');
  figure('save-one-by-one-vs-dexie', turns.dexie / turns.sealed, 'ratio');
  await context.close();
}
