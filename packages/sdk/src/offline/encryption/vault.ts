import { SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { EntryContent, EntryRow, Sealed } from '../entry.ts';
import type { Keyring } from './keyring.ts';

// Making one for each record costs as much as using it.
const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/** Where wrapped data keys are kept. */
export interface KeyShelf {
  /** The wrapped key of a patient; undefined if there is none. */
  dataKey(patientKey: string): Promise<ArrayBuffer | undefined>;
  /** Keeps the key unless another tab was first; gives the one that is kept. */
  keepDataKey(patientKey: string, wrapped: ArrayBuffer): Promise<ArrayBuffer>;
}

/** Seals and opens entries and drafts. One random data key per patient, so that one patient's can be destroyed alone. */
export class Vault {
  readonly keyring: Keyring;
  readonly #shelf: KeyShelf;
  readonly #runtime: Pick<Runtime, 'subtle' | 'randomBytes'>;
  readonly #partition: string;
  /** Unwrapped keys, in memory only. */
  readonly #open = new Map<string, Promise<CryptoKey>>();

  constructor(
    keyring: Keyring,
    shelf: KeyShelf,
    runtime: Pick<Runtime, 'subtle' | 'randomBytes'>,
    partition: string,
  ) {
    this.keyring = keyring;
    this.#shelf = shelf;
    this.#runtime = runtime;
    this.#partition = partition;
  }

  /** Encrypts with AES-GCM under a fresh random 96-bit vector, bound to the entry's id. */
  async seal(id: string, patientKey: string, content: object): Promise<Sealed> {
    const key = await this.#dataKey(patientKey, true);
    const iv = this.#runtime.randomBytes(12);
    const bytes = encoder.encode(JSON.stringify(content));
    const data = await this.#runtime.subtle.encrypt(this.#algorithm(id, iv), key, bytes);
    return { iv, data };
  }

  /**
   * Decrypts a row.
   * @throws `storage-damaged` when the row or its key was changed, is missing, or belongs to another entry
   */
  async open<T = EntryContent>(row: Pick<EntryRow, 'id' | 'patientKey' | 'sealed'>): Promise<T> {
    try {
      const key = await this.#dataKey(row.patientKey, false);
      const algorithm = this.#algorithm(row.id, row.sealed.iv);
      const bytes = await this.#runtime.subtle.decrypt(algorithm, key, row.sealed.data);
      return JSON.parse(decoder.decode(bytes)) as T;
    } catch (error) {
      // A failing database is not a damaged record: it must not condemn the row.
      if (error instanceof SamspilError) throw error;
      throw damaged();
    }
  }

  #algorithm(id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
    // Binding to id and partition makes a row that was moved or swapped unreadable instead of wrong.
    return { name: 'AES-GCM', iv, additionalData: encoder.encode(`${this.#partition}|1|${id}`) };
  }

  async #dataKey(patientKey: string, isWanted: boolean): Promise<CryptoKey> {
    const known = this.#open.get(patientKey);
    if (known) return known;
    const opening = this.#unwrap(patientKey, isWanted);
    this.#open.set(patientKey, opening);
    opening.catch(() => this.#open.delete(patientKey));
    return opening;
  }

  async #unwrap(patientKey: string, isWanted: boolean): Promise<CryptoKey> {
    let wrapped = await this.#shelf.dataKey(patientKey);
    if (!wrapped && isWanted) {
      wrapped = await this.#shelf.keepDataKey(patientKey, await this.keyring.newDataKey());
    }
    if (!wrapped) throw damaged();
    return this.keyring.unwrap(wrapped);
  }
}

function damaged(): SamspilError {
  return new SamspilError(
    'storage-damaged',
    'A stored write cannot be read; keep the device and tell support.',
  );
}
