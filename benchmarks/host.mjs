/**
 * What plugins cost the workplace around them, in a real browser with frames on other sites: how long it stands still
 * while one misbehaves, how fast one shows patient data, and what is left when it is gone. Medians of several rounds.
 */
import { chromium } from 'playwright-core';
import { findBrowser } from '../tools/browser.mjs';
import { countAlive, heapBytes } from './host/heap.mjs';
import { serveSites } from './host/serve-sites.mjs';
import { figure } from './support/figure.mjs';

const MISDEEDS = [
  { name: 'spin-3s', misdeed: 'spin', amount: 3_000, watchMs: 3_500 },
  { name: 'flood-20000', misdeed: 'flood', amount: 20_000, watchMs: 2_000 },
  { name: 'allocate-500mb', misdeed: 'allocate', amount: 500_000_000, watchMs: 4_000 },
];
const SITES = Array.from({ length: 10 }, (_, index) => `127.0.0.${index + 1}`);
const MB = 1_000_000;

const sites = await serveSites();
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(sites.url('localhost', '/host-page.html'));
  await page.waitForFunction(() => globalThis.bench);
  console.log(`Chromium ${browser.version()}`);
  const bench = (name, ...given) =>
    page.evaluate(([act, list]) => globalThis.bench[act](...list), [name, given]);
  const plugins = SITES.map((site) => sites.url(site, '/plugin-page.html'));
  const empties = SITES.map((site) => sites.url(site, '/empty.html'));

  await bench('open', plugins);
  await mounts(bench, empties);
  await stalls(bench);
  await leftovers(bench, await page.context().newCDPSession(page));
  await bench('close');
} finally {
  await browser.close();
  await sites.close();
}

/** The ways take turns, so that whatever else the machine does slows all alike. */
async function mounts(bench, empties) {
  const times = { empty: [], one: [], tenEmpty: [], ten: [], openOne: [], openTen: [] };
  for (let round = 0; round < 12; round++) {
    const took = {
      empty: await bench('emptyMs', empties.slice(0, 1)),
      one: await bench('mountMs', 1),
      tenEmpty: await bench('emptyMs', empties),
      ten: await bench('mountMs', 10),
      openOne: await bench('openMs', 1),
      openTen: await bench('openMs', 10),
    };
    // The first rounds warm the cache and the compiler.
    if (round < 3) continue;
    for (const [name, ms] of Object.entries(took)) times[name].push(ms);
  }
  for (const [name, list] of Object.entries(times))
    console.log(`  ${name.padEnd(9)} ${list.map(Math.round).join(' ')} ms`);
  const { empty, one, ten, tenEmpty, openOne, openTen } = times;
  figure('host-empty-frame', median(empty), 'ms');
  figure('host-plugin-to-data', median(one), 'ms');
  figure('host-plugin-to-data-vs-empty-frame', median(one) / median(empty), 'ratio', ['<=', 2.5]);
  // What a chart costs: its plugins are loaded before the patient is chosen (docs/decisions/0005).
  figure('host-plugin-from-patient-to-data', median(openOne), 'ms');
  figure('host-ten-plugins-vs-one', median(openTen) / median(openOne), 'ratio', ['<=', 3]);
  // What signing in costs: ten processes are started, whatever runs in them.
  figure('host-ten-empty-frames-vs-one', median(tenEmpty) / median(empty), 'ratio');
  figure('host-ten-plugins-loaded-vs-one', median(ten) / median(one), 'ratio');
  figure('host-ten-plugins-loaded-vs-ten-empty-frames', median(ten) / median(tenEmpty), 'ratio');
}

async function stalls(bench) {
  for (const { name, misdeed, amount, watchMs } of MISDEEDS) {
    const found = [];
    for (let round = 0; round < 5; round++) {
      found.push(await bench('stallDuring', misdeed, amount, watchMs));
      await bench('restoreTrust');
    }
    const outcomes = [...new Set(found.map(({ outcome }) => outcome))].join(', ');
    console.log(`  ${name}: ${found.map(({ ms }) => Math.round(ms)).join(' ')} ms, then ${outcomes}`);
    figure(`host-stall-${name}`, median(found.map(({ ms }) => ms)), 'ms', ['<=', 200]);
  }
}

async function leftovers(bench, session) {
  // What is kept once and for all (compiled code, caches) is there before the count begins.
  await bench('mountAndUnmount', 10);
  const before = await census(session);
  await bench('mountAndUnmount', 50);
  const after = await census(session);
  figure('host-frames-left-after-50-mounts', after.frames - before.frames, 'frames', ['<=', 0]);
  figure('host-ports-left-after-50-mounts', after.ports - before.ports, 'ports', ['<=', 0]);
  figure('host-heap-growth-after-50-mounts', (after.heap - before.heap) / MB, 'MB', ['<=', 2]);
}

async function census(session) {
  const heap = await heapBytes(session);
  return {
    heap,
    frames: await countAlive(session, 'HTMLIFrameElement'),
    ports: await countAlive(session, 'MessagePort'),
  };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}
