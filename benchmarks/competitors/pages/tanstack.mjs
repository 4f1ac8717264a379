/**
 * `@tanstack/offline-transactions` as its README and its `skills/offline/SKILL.md` say:
 * - `startOfflineExecutor` with the collection in `collections`, and `waitForInit` before the first transaction;
 * - a `mutationFn` that passes the `idempotencyKey` on (SKILL.md "CRITICAL": as header `Idempotency-Key`) and throws
 *   `NonRetriableError` for 4xx (SKILL.md "MEDIUM"). 408 and 429 say "later" and are left to its retries;
 * - storage, leader election, retries and detection of the connection as they come.
 * Kinder than the example: a 401 is tried with a fresh token first, the answer must be JSON, and an app's own list keeps
 * what the library rejected for as long as the page lives.
 *
 * A save counts as promised when the library's own storage adapter says it is stored ("persisted to a durable outbox"), or
 * in a tab that is not the leader, which has no outbox, when the server has it.
 */
import { createCollection, localOnlyCollectionOptions } from '@tanstack/db';
import { IndexedDBAdapter, NonRetriableError, startOfflineExecutor } from '@tanstack/offline-transactions';
import { offerKit, post, tell } from './kit.mjs';
import { preparedBundle } from './prepared-bundle.mjs';

/** The library's default storage. It says nothing when a transaction is stored, so this passes it on. */
class ToldStorage extends IndexedDBAdapter {
  #waiting = new Map();

  stored(transactionId) {
    return new Promise((resolve) => this.#waiting.set(`tx:${transactionId}`, resolve));
  }

  async set(key, value) {
    await super.set(key, value);
    this.#waiting.get(key)?.();
  }
}

const writes = createCollection(localOnlyCollectionOptions({ id: 'writes', getKey: ({ id }) => id }));
const storage = new ToldStorage();
const rejected = new Set();

const executor = startOfflineExecutor({
  collections: { writes },
  storage,
  mutationFns: {
    async postBundle({ transaction, idempotencyKey }) {
      const [{ modified }] = transaction.mutations;
      const answer = await post(modified.bundle, { 'Idempotency-Key': idempotencyKey });
      const isFinal = answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status);
      if (isFinal) throw new NonRetriableError(`Client error: ${answer.status}`);
      if (!answer.ok) throw new Error('Server error');
      await answer.json();
    },
  },
});

/** What the app is told at the end of a transaction. */
function follow(operationId, completed) {
  completed.then(
    () => tell('state', operationId, 'accepted'),
    () => {
      rejected.add(operationId);
      tell('state', operationId, 'rejected');
    },
  );
}

const operationOf = ({ mutations }) => mutations[0].modified.id;

const opened = executor.waitForInit().then(async () => {
  if (!executor.isOfflineEnabled) return;
  for (const restored of await executor.peekOutbox())
    follow(operationOf(restored), executor.waitForTransactionCompletion(restored.id));
});

offerKit({
  opened,
  async save(write) {
    const transaction = executor.createOfflineTransaction({
      mutationFnName: 'postBundle',
      autoCommit: false,
    });
    transaction.mutate(() => writes.insert({ id: write.operationId, bundle: preparedBundle(write) }));
    const stored = storage.stored(transaction.id).then(() => 'stored');
    const committed = transaction.commit().then(() => 'accepted');
    const state = await Promise.race([stored, committed]);
    if (state === 'stored') follow(write.operationId, committed);
    return state;
  },
  async pending() {
    const left = (await executor.peekOutbox()).map((one) => ({ id: operationOf(one), state: 'stored' }));
    return [...left, ...[...rejected].map((id) => ({ id, state: 'rejected' }))];
  },
  async hurry() {
    executor.getOnlineDetector().notifyOnline();
  },
});
