/**
 * How long 1,000 pending entries take to be on the screen again after the browser was ended and started anew: from the call
 * of `openOutbox`, in a page that has just loaded, to the list of all 1,000 receipts. In between: the worker is started,
 * the database opened from disk, the keys derived, every entry read and decrypted, and asked of the witness whether one
 * is missing. Before the measured time, and so not in it: the browser's start and the loading of the page. A started
 * browser is not done when it shows the first page: for most of a second its own processes come up, on the same two
 * cores. So the measured rounds begin a second after the page; rounds that begin at once are shown beside them, and are
 * what a person sees who opens the browser with this page.
 *
 * How to read it: every round is a browser process of its own over the same profile folder, so nothing is warm but the
 * disk. The 95th percentile of 20 rounds is the second slowest.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { percentile, show } from '../support/rounds.mjs';

const PENDING = 1_000;
const ROUNDS = 20;
/** What a browser goes on with after its first page was shown, in milliseconds. */
const STARTING_MS = 1_000;

/** @param {{ executablePath: string, args: string[], env: object }} launch @param {{ url(path: string): string }} origin */
export async function measureRestore(launch, origin, server) {
  server.mode = 'closed';
  const profile = await mkdtemp(join(tmpdir(), 'samspil-restore-'));
  const [times, atOnce] = [[], []];
  const restore = async (bench) => await bench('restore', 'restored', PENDING);
  try {
    await inBrowser(launch, profile, origin, async (bench) => {
      await bench('open', 'restored');
      await bench('save', 'restored', PENDING);
      await bench('close', 'restored');
    });
    for (let round = 0; round < ROUNDS; round++)
      for (const [list, waitMs] of [
        [times, STARTING_MS],
        [atOnce, 0],
      ])
        await inBrowser(launch, profile, origin, async (bench) => {
          await setTimeout(waitMs);
          list.push(await restore(bench));
        });
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
  show('restore, browser still starting', atOnce);
  show('restore', times);
  figure('restore-1000-pending-p95-ms', percentile(times, 0.95), 'ms', ['<=', 150]);
}

async function inBrowser(launch, profile, origin, work) {
  const context = await chromium.launchPersistentContext(profile, launch);
  try {
    const { bench } = await openPage(context, origin.url('/'));
    await work(bench);
  } finally {
    await context.close();
  }
}
