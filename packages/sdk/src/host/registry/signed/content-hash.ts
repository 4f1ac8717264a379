/** Hashes of exact bytes, written as Subresource Integrity writes them (W3C SRI §3.1). */

/** `sha256-…` or `sha384-…` with base64. */
export const CONTENT_HASH = /^(sha256-[A-Za-z0-9+/]{43}=|sha384-[A-Za-z0-9+/]{64})$/;

export async function hashOf(bytes: Uint8Array<ArrayBuffer>, subtle: SubtleCrypto): Promise<string> {
  return `sha384-${await digest('SHA-384', bytes, subtle)}`;
}

/** Whether these are the bytes; false for a hash of another form. */
export async function fitsHash(
  bytes: Uint8Array<ArrayBuffer>,
  hash: string,
  subtle: SubtleCrypto,
): Promise<boolean> {
  if (!CONTENT_HASH.test(hash)) return false;
  const algorithm = hash.startsWith('sha256-') ? 'SHA-256' : 'SHA-384';
  return (await digest(algorithm, bytes, subtle)) === hash.slice('sha256-'.length);
}

async function digest(
  algorithm: string,
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<string> {
  const found = new Uint8Array(await subtle.digest(algorithm, bytes));
  return btoa(Array.from(found, (byte) => String.fromCharCode(byte)).join(''));
}
