import { figure } from '../support/figure.mjs';
import { median } from '../support/median.mjs';

/** Published for one-time sync of 50 patients by android-fhir's micro benchmark, on a phone. */
const ANDROID_FHIR_SYNC_MS = 1_114;

/** The figures of issue 4 for records that are held: put, opened, searched, synchronized. */
export async function measureHeldRecords(browser, ward) {
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  page.on('pageerror', (error) => console.error(error));
  await page.goto(ward.url('/held-page.html'));
  await page.waitForFunction(() => globalThis.bench);
  const bench = (name, ...given) =>
    page.evaluate(([act, list]) => globalThis.bench[act](...list), [name, given]);

  const put = await rounds(15, 3, {
    sealed: () => bench('putSealed', 500),
    plain: () => bench('putPlain', 500),
  });
  figure('held-put-500-ms', put.sealed, 'ms');
  figure('held-put-500-vs-plain-idb', put.sealed / put.plain, 'ratio', ['<=', 1.5]);

  await bench('fill', 'small', 1_000);
  await bench('fill', 'large', 100_000);
  const open = await rounds(25, 5, {
    small: () => bench('openPatient', 'small'),
    large: () => bench('openPatient', 'large'),
  });
  figure('held-patient-open-100k-ms', open.large, 'ms');
  figure('held-patient-open-100k-vs-1k', open.large / open.small, 'ratio', ['<=', 1.5]);

  await bench('fillSearch', 10_000);
  const search = await rounds(60, 10, {
    sealed: () => bench('searchSealed'),
    dexie: () => bench('searchDexie'),
  });
  figure('held-search-latest-20-ms', search.sealed, 'ms');
  figure('held-search-latest-20-vs-dexie', search.sealed / search.dexie, 'ratio', ['<=', 2]);

  const sync = await rounds(32, 2, {
    sealed: () => bench('syncSealed', 50),
    plain: () => bench('syncPlain', 50),
  });
  figure('held-first-sync-50-patients', sync.sealed, 'ms', ['<=', ANDROID_FHIR_SYNC_MS]);
  figure('held-first-sync-50-patients-vs-fetch-and-plain-idb', sync.sealed / sync.plain, 'ratio');
  await page.close();
}

/** The sides take turns, so that whatever else the machine does slows both alike; the first rounds only warm up. */
async function rounds(count, warmUp, sides) {
  const times = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (let round = 0; round < count; round++)
    for (const [name, measure] of Object.entries(sides)) {
      const ms = await measure();
      if (round >= warmUp) times[name].push(ms);
    }
  for (const [name, list] of Object.entries(times)) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
    console.log(`  ${name.padEnd(7)} p50 ${at(0.5)} p95 ${at(0.95)} ms of ${list.length}`);
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}
