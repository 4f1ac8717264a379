/**
 * The page of the outbox's measurements. Ours as an app uses it: `openOutbox` with its worker, every write sealed and on
 * the disk before it is acknowledged. The others as a developer would write them: in clear, at the browser's own pace.
 */
import Dexie from 'dexie';
import { openOutbox } from '@samspil/sdk/offline';
import { newObservation } from './ward-records.mjs';

const FHIR = `${location.origin}/fhir`;
const author = { reference: 'Practitioner/nurse' };
const plugin = { id: 'vitals', version: '1.0.0' };
const key = new Uint8Array(32).fill(7);
const PATIENTS = 8;
/** Connections that a browser keeps to one HTTP/1.1 server. */
const LANES = 6;
const opened = new Map();
let next = 0;

const dexie = new Dexie('dexie', { chromeTransactionDurability: 'relaxed' });
dexie.version(1).stores({ observations: 'id, patient' });

const records = (count) =>
  Array.from({ length: count }, () => {
    const patient = `p${next % PATIENTS}`;
    return { patient, resource: newObservation(patient, next++) };
  });

const saveSealed = (outbox, { patient, resource }) =>
  outbox.enqueue({
    operationId: crypto.randomUUID(),
    ...{ patient, author, plugin, lease: 'lease-1' },
    resources: [resource],
  });
const saveInClear = ({ patient, resource }) =>
  dexie.observations.put({ id: crypto.randomUUID(), patient, resource });

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function eachTimed(list, save) {
  const times = [];
  const ms = await timed(async () => {
    for (const one of list) times.push(await timed(() => save(one)));
  });
  return { ms, times };
}

globalThis.bench = {
  /** Opens the outbox of one user and keeps it open. */
  async open(user, listener = () => undefined) {
    const outbox = await openOutbox({
      partition: { fhirBaseUrl: FHIR, user: `Practitioner/${user}` },
      accessToken: async () => 'token',
      releaseKey: async () => key,
      createWorker: () => new Worker('/outbox-worker.js', { type: 'module' }),
    });
    outbox.subscribe(listener);
    opened.set(user, outbox);
    return (await outbox.list()).length;
  },

  async close(user) {
    await opened.get(user).close();
    opened.delete(user);
  },

  /** So many saves at once: a form with many rows, several plugins, a device that was handed on. */
  saveAtOnceSealed(user, count) {
    const list = records(count);
    return timed(() => Promise.all(list.map((one) => saveSealed(opened.get(user), one))));
  },
  saveAtOnceInClear(count) {
    const list = records(count);
    return timed(() => Promise.all(list.map((one) => saveInClear(one))));
  },

  /** One save after the other, each acknowledged before the next. */
  saveInTurnSealed: (user, count) => eachTimed(records(count), (one) => saveSealed(opened.get(user), one)),
  saveInTurnInClear: (count) => eachTimed(records(count), saveInClear),

  /** From nothing to the list of every receipt. */
  restore(user, count) {
    return timed(async () => {
      const found = await globalThis.bench.open(user);
      if (found !== count) throw new Error(`${found} receipts instead of ${count}`);
    });
  },

  /** From opening until every receipt says that the server has it. */
  drain(user, count) {
    return timed(async () => {
      const accepted = new Set();
      let finish;
      const done = new Promise((resolve) => (finish = resolve));
      await globalThis.bench.open(user, ({ id, state }) => {
        if (state === 'accepted' && accepted.add(id).size === count) finish();
      });
      await done;
    });
  },

  /** The same transactions by bare fetch: as many lanes as the browser has connections, and nothing written down. */
  drainBare(bodies) {
    return timed(async () => {
      const queue = [...bodies];
      const work = async () => {
        for (let body = queue.pop(); body; body = queue.pop()) {
          const headers = { 'Content-Type': 'application/fhir+json', Authorization: 'Bearer token' };
          const answer = await fetch(FHIR, { method: 'POST', headers, body });
          await answer.json();
        }
      };
      await Promise.all(Array.from({ length: LANES }, work));
    });
  },

  async save(user, count) {
    await Promise.all(records(count).map((one) => saveSealed(opened.get(user), one)));
  },

  /** Takes the lock and keeps it until the tab ends. */
  holdRawLock: (name) =>
    new Promise((resolve) => {
      void navigator.locks.request(name, () => {
        resolve();
        return new Promise(() => {});
      });
    }),

  /** Queues for the lock; {@link rawLockAt} tells when it came. */
  awaitRawLock(name) {
    globalThis.rawLock = navigator.locks.request(name, () => performance.timeOrigin + performance.now());
  },
  rawLockAt: () => globalThis.rawLock,
};
