/**
 * Signatures beside a document: JWS (RFC 7515) with detached content (its appendix F), Ed25519 only (RFC 8037). The
 * signature is over the exact bytes, so nothing has to be brought into a canonical form.
 */
import * as v from 'valibot';
import { SamspilError } from '../../../errors.ts';
import { fromBase64url, toBase64url } from './base64url.ts';

/** A public key this site believes, pinned by its id. */
export interface TrustedKey {
  readonly kid: string;
  /** `{ kty: 'OKP', crv: 'Ed25519', x }` */
  readonly publicKey: JsonWebKey;
  /** ISO 8601. After it nothing new that this key signed is accepted. Default: no end. */
  readonly notAfter?: string;
}

/** What a signature is about: one over a registry must not pass for one over revocations. */
export type SignedType = 'samspil-registry+jws' | 'samspil-revocations+jws';

/** Nothing else may stand in the header: no other algorithm, no key of its own, no `crit`, no `b64`. */
const header = v.strictObject({
  alg: v.literal('EdDSA'),
  kid: v.string(),
  typ: v.picklist(['samspil-registry+jws', 'samspil-revocations+jws']),
});

export async function signDetached(
  bytes: Uint8Array,
  { kid, privateKey, typ }: { kid: string; privateKey: CryptoKey; typ: SignedType },
  subtle: SubtleCrypto,
): Promise<string> {
  const said = { alg: 'EdDSA', kid, typ } satisfies v.InferOutput<typeof header>;
  const protectedHeader = toBase64url(new TextEncoder().encode(JSON.stringify(said)));
  const signature = await subtle.sign('Ed25519', privateKey, signingInput(protectedHeader, bytes));
  return `${protectedHeader}..${toBase64url(new Uint8Array(signature))}`;
}

export interface VerifyOptions {
  typ: SignedType;
  keys: readonly TrustedKey[];
  subtle: SubtleCrypto;
  /** When the document arrived, in milliseconds since the epoch: what a key's `notAfter` is compared with. */
  arrivedAt: number;
}

/**
 * 1. The form: `header..signature`, nothing between the dots. 2. The header: exactly our algorithm, type and a key id.
 * 3. The key: pinned under this id, not past its end. 4. The signature itself.
 *
 * @throws `untrusted`
 */
export async function verifyDetached(
  bytes: Uint8Array,
  signature: string,
  { typ, keys, subtle, arrivedAt }: VerifyOptions,
): Promise<void> {
  const [, protectedHeader = '', encoded = ''] = /^([\w-]+)\.\.([\w-]+)$/.exec(signature.trim()) ?? [];
  const signed = fromBase64url(encoded);
  const said = readHeader(protectedHeader);
  if (!signed || !said)
    throw untrusted('The signature is no detached JWS with EdDSA: sign the document anew.');
  if (said.typ !== typ)
    throw untrusted('The signature is for another kind of document: check the addresses.');
  const key = keys.find(({ kid }) => kid === said.kid);
  if (!key) throw untrusted('The key of the signature is not pinned here: pin it, if it should be trusted.');
  // Written so that a date that is none counts as past.
  if (key.notAfter !== undefined && !(arrivedAt <= Date.parse(key.notAfter))) {
    throw untrusted('The key of the signature has expired: sign the document with a newer one.');
  }
  if (!(await isValid(key, signed, signingInput(protectedHeader, bytes), subtle))) {
    throw untrusted('The signature does not fit the document: fetch both anew, or sign it anew.');
  }
}

async function isValid(
  { publicKey }: TrustedKey,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto,
): Promise<boolean> {
  const { kty = '', crv = '', x = '' } = publicKey;
  try {
    const key = await subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
    return await subtle.verify('Ed25519', key, signature, input);
  } catch {
    // No Ed25519 key, or a browser without Ed25519 (Chrome before 137): what cannot be checked is not believed.
    return false;
  }
}

function readHeader(encoded: string): v.InferOutput<typeof header> | undefined {
  const bytes = fromBase64url(encoded);
  if (!bytes) return undefined;
  try {
    const parsed = v.safeParse(header, JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7515 §5.1: ASCII(header) '.' BASE64URL(payload). */
function signingInput(protectedHeader: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${protectedHeader}.${toBase64url(bytes)}`);
}

/** For whatever cannot be believed. */
export function untrusted(message: string): SamspilError {
  return new SamspilError('untrusted', message);
}
