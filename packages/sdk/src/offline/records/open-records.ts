import { SamspilError, isSamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import { browserRuntime } from '../../runtime.ts';
import { Keyring } from '../encryption/keyring.ts';
import { Vault } from '../encryption/vault.ts';
import { partitionName } from '../partition.ts';
import { hasOwnPlace, heldNames, RECORDS } from '../room/held-place.ts';
import { onLetGo } from '../room/let-go.ts';
import { isFull } from '../store/faults.ts';
import type { Partition } from '../types.ts';
import { notHeld, PatientRecord } from './patient-record.ts';
import type { Pair } from './search/local-search.ts';
import { recordsConnection } from './store/records-connection.ts';
import { DEFAULT_POLICY, evicted } from './store/eviction.ts';
import { RecordRows } from './store/record-rows.ts';
import { SealedRows } from './store/sealed-rows.ts';
import type { EvictionPolicy, HeldPatient, RecordStore, StorageEstimate, RecordPut } from './types.ts';

/** Options of {@link openRecords}. */
export interface OpenRecordsOptions {
  /** Whose records: the partition of the user's outbox. */
  partition: Partition;
  /** 32 bytes that the server gives only to the signed-in user, always the same; those of the outbox will do. */
  releaseKey: () => Promise<Uint8Array>;
  /** How much may be held. */
  policy?: Partial<EvictionPolicy>;
  runtime?: Runtime;
}

/**
 * Opens what is held on this device of patients' records, for one user at one server. It is a database of its own:
 * nothing that happens to it touches what waits to be sent. Nothing is read or written before the key is released;
 * until then everything rejects with `storage-locked`.
 */
export async function openRecords(options: OpenRecordsOptions): Promise<RecordStore> {
  const runtime = options.runtime ?? browserRuntime();
  return new Records({ ...options, runtime }, await recordsName(options.partition, runtime));
}

/**
 * Destroys what other users held on this device, whoever they were: call it when somebody signs in on a device that is
 * shared. Needs none of their keys, and touches nothing that waits to be sent.
 * @throws `storage-blocked` when the browser gives no storage here
 */
export async function shredOtherRecords(
  partition: Partition,
  runtime: Runtime = browserRuntime(),
): Promise<void> {
  const own = await recordsName(partition, runtime);
  for (const name of await heldNames(runtime)) {
    if (name === own) continue;
    const rows = new RecordRows(recordsConnection(name, runtime));
    // Emptied, not deleted: a tab that still has it open would keep a deletion waiting for ever.
    await rows.shred().finally(() => rows.close());
  }
}

async function recordsName(partition: Partition, { subtle }: Pick<Runtime, 'subtle'>): Promise<string> {
  return (await partitionName(partition, subtle)).replace(/^samspil-outbox-/, RECORDS);
}

/** Patients whose keys stay unwrapped in memory; a clinician goes back and forth between a few. */
const OPEN_PATIENTS = 32;
/** Bytes that no copy takes, where the browser says how much there is. */
const LEFT_FOR_SAVES = 8_000_000;
/** For how long what the browser said of its room is believed, in milliseconds: asking takes as long as a write. */
const ASKED_AGAIN_MS = 5_000;

class Records implements RecordStore {
  readonly #options: OpenRecordsOptions & { runtime: Runtime };
  readonly #name: string;
  readonly #rows: RecordRows;
  readonly #policy: EvictionPolicy;
  #keyring: Promise<Keyring> | undefined;
  /** In order of use, least recent first. */
  readonly #records = new Map<string, Promise<PatientRecord>>();
  /** How often each patient is open. */
  readonly #open = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  readonly #stopListening: () => void;
  #letGoAt: number | undefined;
  /** When the browser was last asked how much room there is. */
  #askedAt = -Infinity;

  constructor(options: OpenRecordsOptions & { runtime: Runtime }, name: string) {
    this.#options = options;
    this.#name = name;
    this.#rows = new RecordRows(recordsConnection(name, options.runtime));
    this.#policy = { ...DEFAULT_POLICY, ...options.policy };
    this.#stopListening = onLetGo(options.runtime, () => this.#wereLetGo());
  }

  read(patient: string, resourceType: string, id: string): ReturnType<RecordStore['read']> {
    return this.#on(patient, (record) => record.read(resourceType, id));
  }

  search(
    patient: string,
    resourceType: string,
    pairs: readonly Pair[],
    offset?: number,
  ): ReturnType<RecordStore['search']> {
    return this.#on(patient, (record) => record.search(resourceType, pairs, offset));
  }

  known(patient: string): ReturnType<RecordStore['known']> {
    return this.#on(patient, (record) => record.known());
  }

  matching(patient: string, resourceType: string, pairs: readonly Pair[]): Promise<string[]> {
    return this.#on(patient, (record) => record.matching(resourceType, pairs));
  }

  async put(patient: string, change: RecordPut): Promise<void> {
    await this.#leaveRoom();
    try {
      await this.#on(patient, (record) => record.put(change));
      if (change.isOpened) this.#letGoAt = undefined;
    } catch (error) {
      // Rows that are deleted in a place of Chromium's make it larger: then what is held stays, and nothing is added.
      if (!isFull(error) || hasOwnPlace(this.#options.runtime)) throw error;
      // Half of what is held of others makes room; the write is tried once more.
      const bytes = (await this.#rows.patients()).reduce((sum, row) => sum + row.bytes, 0);
      if ((await this.#evict({ ...this.#policy, maxBytes: bytes / 2 }, [patient])) === 0) throw error;
      await this.#on(patient, (record) => record.put(change));
    }
  }

  hold(patient: string): void {
    this.#open.set(patient, (this.#open.get(patient) ?? 0) + 1);
  }

  async opened(patient: string): Promise<void> {
    const { patientKey } = await this.#record(patient);
    await this.#rows.touch(patientKey, this.#options.runtime.now());
  }

  release(patient: string): void {
    const rest = (this.#open.get(patient) ?? 0) - 1;
    if (rest > 0) this.#open.set(patient, rest);
    else this.#open.delete(patient);
  }

  async held(): Promise<HeldPatient[]> {
    const vault = this.#newVault(await this.#unlock());
    const heads = await Promise.all(
      (await this.#rows.patients()).map(async (row) => {
        const head = await new SealedRows(vault, row.patientKey).openHead(row).catch(unlessDamaged);
        return head && { row, head };
      }),
    );
    return heads
      .filter((found) => found !== undefined)
      .map(({ row: { bytes, openedAt }, head: { patient, coverage } }) => ({
        patient,
        bytes,
        openedAt: instant(openedAt),
        coverage: coverage.map(({ resourceType, pairs, completeAt }) => ({
          resourceType,
          parameters: pairs,
          completeAt: instant(completeAt),
        })),
      }));
  }

  evict(policy: Partial<EvictionPolicy> = {}): Promise<number> {
    return this.#evict({ ...this.#policy, ...policy }, []);
  }

  async #evict(policy: EvictionPolicy, alsoKept: readonly string[]): Promise<number> {
    const keyring = await this.#unlock();
    const kept = await Promise.all(
      [...this.#open.keys(), ...alsoKept].map((patient) => keyring.patientKey(patient)),
    );
    const now = this.#options.runtime.now();
    const gone = evicted(await this.#rows.patients(), policy, { now, kept: new Set(kept) });
    for (const patientKey of gone) await this.#rows.forget(patientKey);
    if (gone.length > 0) this.#records.clear();
    return gone.length;
  }

  async forget(patient: string): Promise<void> {
    const { patientKey } = await this.#record(patient);
    await this.#rows.forget(patientKey);
    this.#records.delete(patient);
  }

  async shred(): Promise<void> {
    // Needs no key: whoever may not read it any more may still destroy it.
    await this.#rows.shred();
    this.#records.clear();
    this.#keyring = undefined;
  }

  onLetGo(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #wereLetGo(): void {
    this.#letGoAt = this.#options.runtime.now();
    this.#records.clear();
    for (const listener of [...this.#listeners]) listener();
  }

  /** A copy of what the server has leaves the last bytes to what nobody else has. */
  async #leaveRoom(): Promise<void> {
    const { runtime } = this.#options;
    if (runtime.now() - this.#askedAt < ASKED_AGAIN_MS) return;
    const { quota, usage = 0 } = (await runtime.storage?.estimate?.().catch(() => undefined)) ?? {};
    if (quota !== undefined && quota - usage < LEFT_FOR_SAVES)
      throw new SamspilError('storage-full', 'What is left on this device is for saves; free some space.');
    this.#askedAt = runtime.now();
  }

  async estimate(): Promise<StorageEstimate> {
    const { storage } = this.#options.runtime;
    const rows = await this.#rows.patients();
    const told = await storage?.estimate?.().catch(() => undefined);
    const isPersisted = await storage?.persisted?.().catch(() => undefined);
    return {
      heldBytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
      ...(told?.usage !== undefined && { usage: told.usage }),
      ...(told?.quota !== undefined && { quota: told.quota }),
      ...(isPersisted !== undefined && { isPersisted }),
      ...(this.#letGoAt !== undefined && { letGoAt: instant(this.#letGoAt) }),
    };
  }

  async persist(): Promise<boolean> {
    return (await this.#options.runtime.storage?.persist?.().catch(() => false)) ?? false;
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#listeners.clear();
    this.#records.clear();
    this.#keyring = undefined;
    await this.#rows.close();
  }

  /**
   * Works on one patient's record. One that cannot be opened is read once more with its key fetched anew, for another tab
   * may have replaced it; what is then still damaged is thrown away, and so not held: it is downloaded again.
   */
  async #on<T>(patient: string, work: (record: PatientRecord) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#record(patient));
    } catch (error) {
      unlessDamaged(error);
      this.#records.delete(patient);
    }
    try {
      return await work(await this.#record(patient));
    } catch (error) {
      unlessDamaged(error);
      await this.forget(patient);
      throw notHeld();
    }
  }

  #record(patient: string): Promise<PatientRecord> {
    const known = this.#records.get(patient) ?? this.#openRecord(patient);
    this.#records.delete(patient);
    this.#records.set(patient, known);
    known.catch(() => this.#records.delete(patient));
    const [oldest] = this.#records.keys();
    if (this.#records.size > OPEN_PATIENTS && oldest !== undefined) this.#records.delete(oldest);
    return known;
  }

  async #openRecord(patient: string): Promise<PatientRecord> {
    const keyring = await this.#unlock();
    const { fhirBaseUrl } = this.#options.partition;
    return PatientRecord.open({
      ...{ patient, fhirBaseUrl, keyring, rows: this.#rows },
      newVault: () => this.#newVault(keyring),
      now: () => this.#options.runtime.now(),
    });
  }

  #newVault(keyring: Keyring): Vault {
    return new Vault(keyring, this.#rows, this.#options.runtime, this.#name);
  }

  #unlock(): Promise<Keyring> {
    const unlocking = (this.#keyring ??= this.#derive());
    unlocking.catch(() => (this.#keyring = undefined));
    return unlocking;
  }

  async #derive(): Promise<Keyring> {
    const { releaseKey, runtime } = this.#options;
    const secret = await releaseKey().catch((cause: unknown) => {
      throw new SamspilError('storage-locked', 'The key of the held records was not released; sign in.', {
        cause,
      });
    });
    const keyring = await Keyring.derive(secret, this.#name, runtime.subtle);
    await this.#rows.requireKey(keyring.check);
    return keyring;
  }
}

/** @throws whatever is no damage */
function unlessDamaged(error: unknown): undefined {
  if (isSamspilError(error) && error.code === 'storage-damaged') return undefined;
  throw error;
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
