import { isSamspilError, SamspilError, ValidationError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';

/** Bytes of a document; a registry of a region has some hundred plugins. */
const MAX_BYTES = 5_000_000;
/** A server that takes longer is as good as away: the workplace does not wait for it. */
const DEADLINE_MS = 10_000;

/**
 * The bytes at an address, asked for without cookies.
 *
 * @throws `not-found`, `network`, `invalid-response` for what is too large
 */
export async function fetchBytes(
  url: string,
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLate = new AbortController();
  const cancel = runtime.schedule(DEADLINE_MS, () => tooLate.abort());
  try {
    const response = await runtime.fetch(url, {
      credentials: 'omit',
      cache: 'no-cache',
      signal: tooLate.signal,
    });
    if (!response.ok) {
      throw new SamspilError('not-found', 'The document is not at its address: check the registry.');
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.byteLength <= MAX_BYTES) return bytes;
    throw new SamspilError('invalid-response', 'The document is larger than 5 MB: check the registry.');
  } catch (error) {
    if (isSamspilError(error)) throw error;
    throw new SamspilError('network', 'The document could not be loaded: is its server running?');
  } finally {
    cancel();
  }
}

/**
 * @throws `invalid-manifest` for what is no JSON in UTF-8, such as a server's page for addresses it does not know
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new ValidationError('invalid-manifest', 'What lies at the address is not JSON: check it.', [
      { path: '', fault: 'is not JSON' },
    ]);
  }
}
