import type { Runtime } from '../../../runtime.ts';
import { fetchBytes, parseJson } from '../fetch-document.ts';
import { untrusted, verifyDetached } from './detached-jws.ts';
import type { SignedType, TrustedKey } from './detached-jws.ts';
import { readIssue, writeIssue } from './registry-store.ts';
import type { RegistryStore, StoredIssue } from './registry-store.ts';

export interface SignedDocumentOptions<T> {
  /** Its signature lies beside it, with `.jws` after the path. */
  url: string;
  typ: SignedType;
  keys: readonly TrustedKey[];
  store: RegistryStore;
  runtime: Pick<Runtime, 'fetch' | 'now' | 'schedule' | 'subtle'>;
  /** @throws `untrusted` */
  parse(json: unknown): T;
}

/**
 * One document that is issued again and again, signed each time.
 *
 * 1. Fetched with its signature, which is checked over the exact bytes.
 * 2. Compared with the last issue: an older one is refused, and so is another one of the same number.
 * 3. Kept, so that it is there without a network.
 *
 * When anything is wrong, the last good issue stays.
 */
export class SignedDocument<T extends { readonly sequence: number }> {
  readonly #options: SignedDocumentOptions<T>;
  #content: T | undefined;
  /** The last issue that was accepted, even where its key is no longer pinned: older ones stay refused. */
  #last: StoredIssue | undefined;

  constructor(options: SignedDocumentOptions<T>) {
    this.#options = options;
  }

  /** The last good issue; undefined when there never was one. */
  get content(): T | undefined {
    return this.#content;
  }

  /**
   * Takes up what was kept. Its signature is checked again, by the keys that are pinned now; that a key has expired since
   * it was accepted does not matter.
   *
   * @throws `untrusted` when its key was unpinned or what is kept was changed; the failures of the store
   */
  async restore(): Promise<void> {
    const { store, url } = this.#options;
    const kept = await readIssue(store, url);
    if (!kept) return;
    this.#last = kept;
    const bytes = new TextEncoder().encode(kept.document);
    await this.#verify(bytes, kept.signature, kept.acceptedAt);
    this.#content = this.#options.parse(parseJson(bytes));
  }

  /**
   * Fetches the present issue.
   *
   * @throws `untrusted`, `network`, `not-found`, `invalid-response`; the failures of the store
   */
  async refresh(): Promise<void> {
    const { url, runtime, store } = this.#options;
    const [bytes, signatureBytes] = await Promise.all([
      fetchBytes(url, runtime),
      fetchBytes(signatureUrl(url), runtime),
    ]);
    const signature = new TextDecoder().decode(signatureBytes);
    const acceptedAt = runtime.now();
    await this.#verify(bytes, signature, acceptedAt);
    const content = this.#options.parse(parseJson(bytes));
    const document = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    this.#assertNotOlder(content, document);
    const issue = { sequence: content.sequence, document, signature, acceptedAt };
    this.#content = content;
    this.#last = issue;
    await writeIssue(store, url, issue);
  }

  #verify(bytes: Uint8Array, signature: string, arrivedAt: number): Promise<void> {
    const { typ, keys, runtime } = this.#options;
    return verifyDetached(bytes, signature, { typ, keys, subtle: runtime.subtle, arrivedAt });
  }

  #assertNotOlder({ sequence }: T, document: string): void {
    const last = this.#last;
    if (!last || sequence > last.sequence) return;
    if (sequence < last.sequence) throw untrusted('An older issue came back: find out who serves it.');
    if (document !== last.document) throw untrusted('Two issues have one number: count up and sign anew.');
  }
}

/** The address of a document's signature. */
export function signatureUrl(url: string): string {
  const beside = new URL(url);
  beside.pathname += '.jws';
  return beside.href;
}
