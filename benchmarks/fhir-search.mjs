/**
 * How fast is a sorted search by patient, code and date? Run with
 * `node --conditions=samspil-source --import tsx benchmarks/fhir-search.mjs`.
 *
 * The data is deterministic: 50 patients, ten codes, Observations dealt out evenly, so each patient's record grows with
 * the whole: twentyfold from 5,000 to 100,000. The query is the same everywhere, and so is the work: the search as the
 * server runs it below HTTP, from the pairs of the query string to the Bundle, with access confined to the patient.
 * Both repositories give the same Observations in the same order, which is checked.
 */
import { parseSearchRequest } from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import { ScopeSet } from '@samspil/sdk/fhir';
import { AccessPolicy } from '../packages/smart-launcher/src/server/fhir/access/access-policy.ts';
import { AccessRepository } from '../packages/smart-launcher/src/server/fhir/access/access-repository.ts';
import { FhirStore, openDatabase } from '../packages/smart-launcher/src/server/fhir/index.ts';

const SMALL = 5_000;
const LARGE = 100_000;
const PATIENTS = 50;
const CODES = [
  '9279-1',
  '59408-5',
  '8480-6',
  '8867-4',
  '8310-5',
  '8462-4',
  '29463-7',
  '718-7',
  '2160-0',
  '2345-7',
];
const PATIENT = 'p7';
const QUERY = [
  ['patient', PATIENT],
  ['code', `http://loinc.org|${CODES[3]}`],
  ['date', 'ge2026-01-01'],
  ['_sort', '-date'],
  ['_count', '10'],
];

const memory = await openMemory();
const small = await openStore(SMALL);
const large = await openStore(LARGE);
const linearMs = await medianMs(3, () => searchMemory(memory));
assertSame(await searchStore(small.store), await searchMemory(memory));
const { smallMs, largeMs } = await interleavedMediansMs(400, small.store, large.store);

console.log(
  `search over ${SMALL}: ${smallMs.toFixed(2)} ms; in-memory repository: ${linearMs.toFixed(1)} ms`,
);
console.log(
  `search over ${LARGE}: ${largeMs.toFixed(2)} ms; bulk load: ${large.perSecond} resources a second`,
);
const results = [
  figure('fhir-search-vs-memory-repository', linearMs / smallMs, '>=', 50),
  figure('fhir-search-100k-vs-5k', largeMs / smallMs, '<=', 2),
];
process.exit(results.every(Boolean) ? 0 : 1);

async function openStore(count) {
  const database = await openDatabase({ memory: true });
  const store = await FhirStore.open(database, { fhirBaseUrl: 'http://localhost:8080/fhir' });
  const started = performance.now();
  await store.load(observations(count));
  return { store, perSecond: Math.round(count / ((performance.now() - started) / 1000)) };
}

async function openMemory() {
  const repository = new MemoryRepository();
  for (const observation of observations(SMALL)) await repository.createResource(observation);
  return repository;
}

async function searchStore(store) {
  const { context } = store;
  const access = { clientId: 'bench', scopes: ScopeSet.parse('patient/Observation.rs'), patient: PATIENT };
  const repository = new AccessRepository(store, new AccessPolicy(access, context), (error) => {
    throw error;
  });
  return repository.searchPairs('Observation', QUERY);
}

function searchMemory(repository) {
  // The library's repository has no `patient` column: it compares references, so it is given one.
  const query = QUERY.map(([name, value]) =>
    name === 'patient' ? [name, `Patient/${value}`] : [name, value],
  );
  return repository.search(parseSearchRequest('Observation', Object.fromEntries(query)));
}

/** One Observation every 20 minutes, backwards from the end of 2026; each patient and code comes up in turn. */
function* observations(count) {
  for (let n = 0; n < count; n += 1) {
    const patient = n % PATIENTS;
    const code = CODES[Math.floor(n / PATIENTS) % CODES.length];
    yield {
      resourceType: 'Observation',
      id: `o${n}`,
      status: 'final',
      category: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
          ],
        },
      ],
      code: { coding: [{ system: 'http://loinc.org', code }] },
      subject: { reference: `Patient/p${patient}` },
      encounter: { reference: `Encounter/e${patient}` },
      effectiveDateTime: new Date(Date.UTC(2026, 11, 31) - n * 200_000).toISOString(),
      performer: [{ reference: `Practitioner/n${n % 9}` }],
      valueQuantity: {
        value: 60 + (n % 40),
        unit: '/min',
        system: 'http://unitsofmeasure.org',
        code: '/min',
      },
    };
  }
}

/** The median of several runs, after one that warms up. */
async function medianMs(runs, work) {
  await work();
  const times = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(work));
  return median(times);
}

/** Both in turn, so that whatever else the machine does slows both alike. */
async function interleavedMediansMs(runs, small, large) {
  const smallTimes = [];
  const largeTimes = [];
  for (let run = -40; run < runs; run += 1) {
    const smallTime = await timed(() => searchStore(small));
    const largeTime = await timed(() => searchStore(large));
    if (run < 0) continue;
    smallTimes.push(smallTime);
    largeTimes.push(largeTime);
  }
  return { smallMs: median(smallTimes), largeMs: median(largeTimes) };
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function assertSame(ours, theirs) {
  const idsOf = (bundle) => (bundle.entry ?? []).map(({ resource }) => resource.id).join();
  if (idsOf(ours) === '' || idsOf(ours) !== idsOf(theirs)) throw new Error('The two repositories disagree.');
}

function figure(name, value, comparison, bar) {
  const ok = comparison === '>=' ? value >= bar : value <= bar;
  console.log(`figure: ${name} ${value.toFixed(2)} ratio (bar ${comparison} ${bar}) ${ok ? 'ok' : 'short'}`);
  return ok;
}
