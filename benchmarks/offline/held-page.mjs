/** The page in which both sides run: ours sealed through the public store, the others as a developer would write them. */
import Dexie from 'dexie';
import { openDB } from 'idb';
import { createFhirClient, ScopeSet } from '@samspil/sdk/fhir';
import { browserRuntime } from '@samspil/sdk/host';
import { openRecords } from '@samspil/sdk/offline';
import { OfflineRecords } from '../../packages/sdk/src/held/index.ts';
import { codeOf, encounter, observation, patient } from './ward-records.mjs';

const key = new Uint8Array(32).fill(7);
const FHIR = `${location.origin}/fhir`;
const SEARCHED = 'searched';
const EACH = 100;
let next = 0;

const open = (user) =>
  openRecords({
    partition: { fhirBaseUrl: FHIR, user: `Practitioner/${user}` },
    releaseKey: async () => key,
    policy: { maxBytes: Number.MAX_SAFE_INTEGER },
  });
const held = (resources) => resources.map((resource) => ({ resource, fetchedAt: Date.now() }));
const many = (count, id) => Array.from({ length: count }, (_, index) => observation(id, index));
const whole = (resourceType) => ({ resourceType, pairs: [], completeAt: Date.now(), fullAt: 0 });

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const puts = open('puts');
const searched = open('searched');
const plain = openDB('plain', 1, {
  upgrade: (database) => database.createObjectStore('resources', { keyPath: 'id' }),
});
const dexie = new Dexie('dexie');
dexie.version(1).stores({ observations: 'id, [code+date]' });

globalThis.bench = {
  async putSealed(count) {
    const id = `p${next++}`;
    const resources = many(count, id);
    const records = await puts;
    return timed(() => records.put(id, { held: held(resources) }));
  },

  async putPlain(count) {
    const resources = many(count, `p${next++}`);
    const database = await plain;
    return timed(() => putAll(database, resources));
  },

  /** So many resources in all, a hundred for each patient. */
  async fill(user, total) {
    const records = await open(user);
    for (let index = 0; index < total / EACH; index++) {
      const id = `p${index}`;
      const resources = [
        patient(id),
        ...many(EACH - 6, id),
        ...Array.from({ length: 5 }, (_, at) => encounter(id, at)),
      ];
      await records.put(id, { held: held(resources), coverage: [whole('Observation'), whole('Encounter')] });
    }
    await records.close();
  },

  /** From nothing: the database is opened, the key derived, the patient and the lists of a chart read. */
  openPatient(user) {
    return timed(async () => {
      const records = await open(user);
      await records.opened('p5');
      await records.read('p5', 'Patient', 'p5');
      const pairs = [['_sort', '-date']];
      const [observations] = await Promise.all([
        records.search('p5', 'Observation', pairs),
        records.search('p5', 'Encounter', pairs),
      ]);
      if (observations.resources.length !== EACH - 6) throw new Error('not what was put');
      await records.close();
    });
  },

  async fillSearch(count) {
    const resources = many(count, SEARCHED);
    const records = await searched;
    await records.put(SEARCHED, { held: held(resources), coverage: [whole('Observation')] });
    await dexie.observations.bulkPut(
      resources.map((resource) => ({
        id: resource.id,
        code: resource.code.coding[0].code,
        date: resource.effectiveDateTime,
        resource,
      })),
    );
  },

  async searchSealed() {
    const records = await searched;
    const pairs = [
      ['code', `http://loinc.org|${codeOf(next++)}`],
      ['_sort', '-date'],
      ['_count', '20'],
    ];
    let found;
    const ms = await timed(async () => (found = await records.search(SEARCHED, 'Observation', pairs)));
    return checked(found.resources, ms);
  },

  async searchDexie() {
    const code = codeOf(next++);
    let found;
    const ms = await timed(async () => {
      found = await dexie.observations
        .where('[code+date]')
        .between([code, Dexie.minKey], [code, Dexie.maxKey])
        .reverse()
        .limit(20)
        .toArray();
    });
    return checked(
      found.map(({ resource }) => resource),
      ms,
    );
  },

  async syncSealed(count) {
    const runtime = browserRuntime();
    const records = await open(`sync-${next++}`);
    const fhir = createFhirClient({ fhirBaseUrl: FHIR, accessToken: async () => 'token', runtime });
    const offline = new OfflineRecords({ records, fhir, scopes: ScopeSet.parse('user/*.rs'), runtime });
    const ms = await timed(async () => {
      const { failures } = await offline.prepare({
        patients: idsOf(count),
        resources: [{ resourceType: 'Observation' }, { resourceType: 'Encounter' }],
      });
      if (failures.length > 0) throw new Error('the download failed');
    });
    await records.shred();
    await records.close();
    return ms;
  },

  /** The same requests, six at a time, put in clear. */
  async syncPlain(count) {
    const name = `sync-${next++}`;
    const database = await openDB(name, 1, {
      upgrade: (made) => made.createObjectStore('resources', { keyPath: 'id' }),
    });
    const ms = await timed(async () => {
      const queue = idsOf(count);
      const work = async () => {
        for (let id = queue.shift(); id; id = queue.shift()) {
          const resources = [];
          for (const query of [`Patient?_id=${id}`, `Observation?patient=${id}`, `Encounter?patient=${id}`]) {
            const bundle = await (await fetch(`${FHIR}/${query}`)).json();
            resources.push(...bundle.entry.map(({ resource }) => resource));
          }
          await putAll(database, resources);
        }
      };
      await Promise.all(Array.from({ length: 6 }, work));
    });
    database.close();
    indexedDB.deleteDatabase(name);
    return ms;
  },
};

const idsOf = (count) => Array.from({ length: count }, (_, index) => `p${index}`);

async function putAll(database, resources) {
  const tx = database.transaction('resources', 'readwrite', { durability: 'relaxed' });
  for (const resource of resources) tx.store.put(resource);
  await tx.done;
}

/** Both sides must find the same: the newest first, all of one code. */
function checked(resources, ms) {
  const dates = resources.map(({ effectiveDateTime }) => effectiveDateTime);
  const isInOrder = dates.every((date, index) => index === 0 || date < dates[index - 1]);
  if (resources.length !== 20 || !isInOrder) throw new Error('not the latest twenty');
  return ms;
}
