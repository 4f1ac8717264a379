/**
 * The platform of the outbox's worker with failpoints in it, put in place before the product's own worker is loaded: the
 * product knows nothing of them and runs byte for byte as it is. At the armed one the worker stands still in a synchronous
 * request to the controlling process, until that kills it or lets it go on.
 *
 * Read from the worker's address: `control`, `failpoint`, `nth` (from 1), `skewMs`, `isHasty`.
 */
import type { WorkerFailpoint } from '../failpoints.ts';
import { TAB_HEADER } from '../messages.ts';

const { searchParams } = new URL(self.location.href);
const control = searchParams.get('control') ?? '';
const armed = searchParams.get('failpoint');
let left = Number(searchParams.get('nth') ?? '1');
const skewMs = Number(searchParams.get('skewMs') ?? '0');
/** A request that is given up after half a minute is given up after a second. */
const isHasty = searchParams.has('isHasty');

function reach(failpoint: WorkerFailpoint): void {
  if (failpoint !== armed || left === 0) return;
  left -= 1;
  if (left > 0) return;
  const request = new XMLHttpRequest();
  request.open('POST', `${control}/reached`, false);
  request.send(JSON.stringify({ failpoint }));
}

/** What a transaction of the outbox is about: the last thing that was put into it. */
const subjects = new WeakMap<IDBTransaction, 'save' | 'sending' | 'outcome'>();

const isOutbox = ({ name }: IDBDatabase) => /^samspil-outbox-[0-9a-f]+$/.test(name);
const isWitness = ({ name }: IDBDatabase) => name.endsWith('-witness');

const { transaction: begin } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
  const transaction = begin.apply(this, args);
  // Before the listeners of the product: what it is told it is told after the failpoint.
  if (isOutbox(this) && transaction.mode === 'readwrite')
    transaction.addEventListener('complete', () => {
      const subject = subjects.get(transaction);
      if (subject) reach(`${subject}-committed`);
    });
  return transaction;
};

const { add, put, delete: remove } = IDBObjectStore.prototype;
IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
  const request = add.apply(this, args);
  if (isOutbox(this.transaction.db) && this.name === 'keys') reach('key-uncommitted');
  if (isOutbox(this.transaction.db) && this.name === 'entries') {
    subjects.set(this.transaction, 'save');
    reach('save-uncommitted');
  }
  return request;
};
IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
  const request = put.apply(this, args);
  if (isOutbox(this.transaction.db) && this.name === 'entries') {
    const { state } = args[0] as { state: string };
    const subject = state === 'sending' ? 'sending' : 'outcome';
    subjects.set(this.transaction, subject);
    reach(`${subject}-uncommitted`);
  }
  if (isWitness(this.transaction.db)) reach('witness-noting');
  return request;
};
IDBObjectStore.prototype.delete = function (this: IDBObjectStore, ...args) {
  const request = remove.apply(this, args);
  if (isWitness(this.transaction.db)) reach('witness-forgetting');
  return request;
};

const tab = searchParams.get('tab') ?? '';
const send = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set(TAB_HEADER, tab);
  const answer = await send(input, { ...init, headers });
  if (init?.method === 'POST' && !String(input).includes('_search')) reach('answered');
  return answer;
};

const { put: keep } = Cache.prototype;
Cache.prototype.put = async function (this: Cache, ...args) {
  await keep.apply(this, args);
  // Not the bytes that are kept in reserve.
  if (!String(args[0]).endsWith('/witness')) return;
  void send(`${control}/told`, { method: 'POST', body: JSON.stringify({ kind: 'copied' }) });
};

if (skewMs !== 0) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + skewMs;
}
if (isHasty) {
  const wait = globalThis.setTimeout.bind(globalThis);
  globalThis.setTimeout = ((callback: () => void, ms = 0) =>
    wait(callback, ms === 30_000 ? 1_000 : ms)) as typeof globalThis.setTimeout;
}
