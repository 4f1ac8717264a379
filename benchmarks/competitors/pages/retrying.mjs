/**
 * What an ordinary developer writes without a library: rows in IndexedDB through `idb`, awaited to the end of their
 * transaction; sent first in, first out, one at a time; deleted when the server has answered 2xx with JSON. Refusals (4xx)
 * are kept as failed and passed over; anything else, an ended session included, is tried again after 1, 2, 4 … 60 seconds,
 * when the connection comes back and when the page opens.
 */
import { openDB } from 'idb';
import { offerKit, post, tell } from './kit.mjs';
import { preparedBundle } from './prepared-bundle.mjs';

const LATER = [401, 408, 429];
const LONGEST_PAUSE_MS = 60_000;

const opened = openDB('retrying-client', 1, {
  upgrade: (database) => void database.createObjectStore('writes', { keyPath: 'key', autoIncrement: true }),
});
let failures = 0;
let timer;
let flushing;

function flush() {
  flushing ??= sendAll().finally(() => (flushing = undefined));
  return flushing;
}

async function sendAll() {
  clearTimeout(timer);
  const database = await opened;
  try {
    for (let row = await nextOf(database); row; row = await nextOf(database)) await send(database, row);
    failures = 0;
  } catch {
    timer = setTimeout(flush, Math.min(1_000 * 2 ** failures, LONGEST_PAUSE_MS));
    failures += 1;
  }
}

async function nextOf(database) {
  return (await database.getAll('writes')).find(({ state }) => state === 'stored');
}

async function send(database, row) {
  const answer = await post(row.bundle);
  if (answer.ok) {
    await answer.json();
    await database.delete('writes', row.key);
    return tell('state', row.id, 'accepted');
  }
  if (answer.status >= 500 || LATER.includes(answer.status)) throw new Error(`answered ${answer.status}`);
  await database.put('writes', { ...row, state: 'rejected' });
  return tell('state', row.id, 'rejected');
}

addEventListener('online', () => void flush());
void flush();

offerKit({
  opened,
  async save(write) {
    const database = await opened;
    const transaction = database.transaction('writes', 'readwrite');
    const row = { id: write.operationId, bundle: preparedBundle(write), state: 'stored' };
    await Promise.all([transaction.store.add(row), transaction.done]);
    void flush();
    return 'stored';
  },
  pending: async () => (await opened).getAll('writes'),
  hurry: async () => flush(),
});
