import { SamspilError } from '../../errors.ts';
import { hex } from '../partition.ts';

const text = new TextEncoder();

/**
 * What the released secret is good for: naming things without saying their names, and wrapping the patients' data keys.
 * None of its keys can be exported, and none is ever written down.
 */
export class Keyring {
  readonly #subtle: SubtleCrypto;
  readonly #naming: CryptoKey;
  readonly #wrapping: CryptoKey;
  /** Equal for equal secrets; stored to tell a wrong key from damaged data. */
  readonly check: string;

  private constructor(subtle: SubtleCrypto, naming: CryptoKey, wrapping: CryptoKey, check: string) {
    this.#subtle = subtle;
    this.#naming = naming;
    this.#wrapping = wrapping;
    this.check = check;
  }

  /**
   * Derives the keys with HKDF-SHA-256, bound to the partition.
   * @param secret 32 bytes from the server, only given to a signed-in person
   * @throws `storage-locked` when the secret has another length
   */
  static async derive(secret: Uint8Array, partition: string, subtle: SubtleCrypto): Promise<Keyring> {
    if (secret.byteLength !== 32) {
      throw new SamspilError('storage-locked', 'releaseKey must give 32 bytes; sign in again.');
    }
    const bytes = new Uint8Array(secret);
    const master = await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
    bytes.fill(0);
    const from = (info: string) => ({
      name: 'HKDF',
      hash: 'SHA-256',
      salt: text.encode(partition),
      info: text.encode(`samspil/outbox/${info}/1`),
    });
    const mac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
    const naming = await subtle.deriveKey(from('naming'), master, mac, false, ['sign']);
    const aesKw = { name: 'AES-KW', length: 256 };
    const wrapping = await subtle.deriveKey(from('wrapping'), master, aesKw, false, ['wrapKey', 'unwrapKey']);
    const check = hex(await subtle.sign('HMAC', naming, text.encode('check')));
    return new Keyring(subtle, naming, wrapping, check);
  }

  /** The opaque name of a patient's data key. */
  async patientKey(patient: string): Promise<string> {
    return hex(await this.#sign(`patient|${patient}`)).slice(0, 32);
  }

  /** The entry id of an operation: equal operations, equal ids. */
  async entryId(operationId: string): Promise<string> {
    return uuidOf(await this.#sign(`operation|${operationId}`));
  }

  /**
   * Ids for what an operation makes. The same operation in another store of the same user, such as that of the app embedded
   * in another site, gets the same ones: where the client names what it creates, the server then sees that it has it.
   */
  async newIds(operationId: string, count: number): Promise<string[]> {
    const numbers = Array.from({ length: count }, (_, number) => number);
    const message = (number: number) => `made|${JSON.stringify([operationId, number])}`;
    return Promise.all(numbers.map(async (number) => uuidOf(await this.#sign(message(number)))));
  }

  /** The opaque name of a draft, or of all drafts of one plugin for one patient. */
  async draftName(patient: string, plugin: string, key?: string): Promise<string> {
    // As JSON: joined by a sign, two owners could come out as one.
    return hex(await this.#sign(`draft|${JSON.stringify([patient, plugin, key ?? null])}`)).slice(0, 32);
  }

  /** The opaque name of something that one patient's held records can be found by: 64 bits, which may rarely collide. */
  async blindToken(patient: string, term: string): Promise<string> {
    return hex(await this.#sign(`index|${JSON.stringify([patient, term])}`)).slice(0, 16);
  }

  /** A new data key for one patient: AES-GCM-256, wrapped for keeping. */
  async newDataKey(): Promise<ArrayBuffer> {
    const key = await this.#subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
      'encrypt',
      'decrypt',
    ]);
    return this.#subtle.wrapKey('raw', key, this.#wrapping, 'AES-KW');
  }

  /** Rejects, with the platform's error, when the wrapped key was changed. */
  async unwrap(wrapped: ArrayBuffer): Promise<CryptoKey> {
    const usages: KeyUsage[] = ['encrypt', 'decrypt'];
    return this.#subtle.unwrapKey('raw', wrapped, this.#wrapping, 'AES-KW', 'AES-GCM', false, usages);
  }

  async #sign(message: string): Promise<ArrayBuffer> {
    return this.#subtle.sign('HMAC', this.#naming, text.encode(message));
  }
}

/** In the shape of a UUID: version 8, RFC 9562 §5.8. */
function uuidOf(hash: ArrayBuffer): string {
  const bytes = new Uint8Array(hash);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = hex(bytes.buffer).slice(0, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
