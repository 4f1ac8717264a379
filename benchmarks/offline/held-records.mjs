/**
 * The figures of issue 4 for records that are held on the device: put, opened, searched, synchronized. Ours seals every
 * record under its patient's key and finds it again by blind tokens; the others keep it in clear, as a developer would.
 *
 * How to read it: a ratio of 1 would mean that sealing costs nothing. `patient-open-100k-vs-1k` compares us with ourselves: how
 * much slower a chart opens when a hundred times as much is held. The first sync asks one Patient, five Observations and
 * five Encounters of each of 50 patients in 150 requests from a server on the same machine, and holds them; its peer
 * sends the same requests, six at a time, and puts the answers in clear. The bar in milliseconds is a phone's.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';

/** Published for one-time sync of 50 patients by android-fhir's micro benchmark, on a phone. */
const ANDROID_FHIR_SYNC_MS = 1_114;

/** @param {import('playwright-core').Browser} browser @param {{ url(path: string): string }} ward */
export async function measureHeldRecords(browser, ward) {
  const { page, bench } = await openPage(browser, ward.url('/'));
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
