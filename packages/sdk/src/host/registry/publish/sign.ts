import { SamspilError } from '../../../errors.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import { parseJson } from '../fetch-document.ts';
import { hashOf } from '../signed/content-hash.ts';
import { signDetached } from '../signed/detached-jws.ts';
import type { SignedType, TrustedKey } from '../signed/detached-jws.ts';
import { parseRegistryDocument, parseRevocationDocument } from '../signed/documents.ts';
import type { ListedPlugin, RevocationDocument } from '../signed/documents.ts';

/** Kept by whoever issues a registry, and nowhere else. */
export interface SigningKey {
  readonly kid: string;
  /** `{ kty: 'OKP', crv: 'Ed25519', x, d }` */
  readonly privateKey: JsonWebKey;
}

/** Both are published as they are, byte for byte: the document at its address, the signature at the same with `.jws`. */
export interface SignedIssue {
  readonly document: string;
  readonly signature: string;
}

export interface RegistryIssue {
  /** One more than the last time. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly issuedAt: string;
  /** The manifest itself, or the address it lies at with the exact text that lies there. */
  readonly plugins: readonly (
    { readonly manifest: unknown } | { readonly url: string; readonly text: string }
  )[];
}

export type RevocationIssue = Omit<RevocationDocument, 'type'>;

/** A new key: the private part to keep, the public part for the workplaces to pin. */
export async function generateSigningKey(
  kid: string,
  subtle: SubtleCrypto,
): Promise<{ signingKey: SigningKey; trustedKey: TrustedKey }> {
  const pair = await subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new SamspilError('unexpected', 'The platform gave no pair of keys.');
  const { kty, crv, x } = await subtle.exportKey('jwk', pair.publicKey);
  const { d } = await subtle.exportKey('jwk', pair.privateKey);
  return {
    signingKey: { kid, privateKey: { kty, crv, x, d } },
    trustedKey: { kid, publicKey: { kty, crv, x } },
  };
}

/**
 * Makes and signs a registry document. Every manifest is read as a host would read it.
 *
 * @throws `invalid-manifest`; `untrusted` when the document does not fit its form
 */
export async function signRegistry(
  issue: RegistryIssue,
  key: SigningKey,
  subtle: SubtleCrypto,
): Promise<SignedIssue> {
  const plugins = await Promise.all(issue.plugins.map((plugin) => listedPlugin(plugin, subtle)));
  const { sequence, issuedAt } = issue;
  const document = parseRegistryDocument({ type: 'samspil-registry', sequence, issuedAt, plugins });
  return sign(document, 'samspil-registry+jws', key, subtle);
}

/** Makes and signs a revocation list. @throws `untrusted` when it does not fit its form */
export async function signRevocations(
  issue: RevocationIssue,
  key: SigningKey,
  subtle: SubtleCrypto,
): Promise<SignedIssue> {
  const document = parseRevocationDocument({ type: 'samspil-revocations', ...issue });
  return sign(document, 'samspil-revocations+jws', key, subtle);
}

async function listedPlugin(
  plugin: RegistryIssue['plugins'][number],
  subtle: SubtleCrypto,
): Promise<ListedPlugin> {
  const bytes = new TextEncoder().encode('url' in plugin ? plugin.text : JSON.stringify(plugin.manifest));
  const json = parseJson(bytes);
  const { id, version } = parseManifest(json);
  const listed = { id, version, hash: await hashOf(bytes, subtle) };
  return 'url' in plugin
    ? { ...listed, url: plugin.url }
    : { ...listed, manifest: json as Record<string, unknown> };
}

async function sign(
  content: object,
  typ: SignedType,
  { kid, privateKey: jwk }: SigningKey,
  subtle: SubtleCrypto,
): Promise<SignedIssue> {
  const document = JSON.stringify(content);
  const privateKey = await subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  const bytes = new TextEncoder().encode(document);
  return { document, signature: await signDetached(bytes, { kid, privateKey, typ }, subtle) };
}
