import type { Runtime } from '../../runtime.ts';

/** One write that the server does not have yet, as the witness knows it. Opaque names only: nothing of a patient. */
export interface WitnessedWrite {
  /** The entry's id. */
  id: string;
  /** Opaque name of the patient's data key. */
  patientKey: string;
  /** Milliseconds since the epoch. */
  storedAt: number;
}

/**
 * The witness's own database. A crash must not let it lag behind an acknowledged write, and no save must wait for its disk:
 * a change is handed to the browser together with its commit before {@link WitnessStore.change} resolves.
 */
export class WitnessStore {
  readonly #name: string;
  readonly #runtime: Pick<Runtime, 'indexedDB'>;
  #database: Promise<IDBDatabase> | undefined;
  /** What is asked for in one turn, as after a commit of several writes, is one transaction. */
  #gathered: ((writes: IDBObjectStore) => void)[] = [];
  #handing: Promise<void> | undefined;

  constructor(name: string, runtime: Pick<Runtime, 'indexedDB'>) {
    this.#name = name;
    this.#runtime = runtime;
  }

  /** Adds or removes. Resolves once the browser has it, which is before it is on the disk. */
  async change(work: (writes: IDBObjectStore) => void): Promise<void> {
    this.#gathered.push(work);
    this.#handing ??= this.#handOver();
    await this.#handing;
  }

  async #handOver(): Promise<void> {
    try {
      const database = await this.open();
      const tx = database.transaction('writes', 'readwrite');
      const writes = tx.objectStore('writes');
      this.#gathered.forEach((work) => work(writes));
      tx.commit();
    } finally {
      this.#gathered = [];
      this.#handing = undefined;
    }
  }

  async ids(): Promise<string[]> {
    const database = await this.open();
    const writes = database.transaction('writes').objectStore('writes');
    return settled(writes.getAllKeys() as IDBRequest<string[]>);
  }

  async all(): Promise<WitnessedWrite[]> {
    const database = await this.open();
    const writes = database.transaction('writes').objectStore('writes');
    return settled(writes.getAll() as IDBRequest<WitnessedWrite[]>);
  }

  async close(): Promise<void> {
    const database = await this.#database?.catch(() => undefined);
    this.#database = undefined;
    database?.close();
  }

  /** The same connection for whoever asks. */
  open(): Promise<IDBDatabase> {
    this.#database ??= this.#connect().catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  async #connect(): Promise<IDBDatabase> {
    const request = this.#runtime.indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('writes', { keyPath: 'id' });
    const database = await settled(request);
    const forget = () => {
      database.close();
      this.#database = undefined;
    };
    database.onversionchange = forget;
    database.onclose = forget;
    return database;
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed.', 'UnknownError'));
  });
}
