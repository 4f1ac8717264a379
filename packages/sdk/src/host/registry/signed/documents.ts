/** The two documents of a signed registry: which versions there are, and which of them were called back. */
import * as v from 'valibot';
import { VERSION } from '../../manifest/semver.ts';
import { untrusted } from './detached-jws.ts';
import { CONTENT_HASH } from './content-hash.ts';

/** One version of a plugin in a registry. */
export type ListedPlugin = {
  readonly id: string;
  readonly version: string;
  /** `sha384-…` or `sha256-…`, see {@link fitsHash}. */
  readonly hash: string;
} & (
  | {
      /** The manifest itself; `hash` is over its JSON text without spaces, `JSON.stringify(manifest)`. */
      readonly manifest: Readonly<Record<string, unknown>>;
    }
  | {
      /** Where the manifest lies, relative to the document; `hash` is over its exact bytes. */
      readonly url: string;
    }
);

/** Which versions there are. */
export interface RegistryDocument {
  readonly type: 'samspil-registry';
  /** Counts up with each issue. An older issue is never taken for a newer one. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly issuedAt: string;
  readonly plugins: readonly ListedPlugin[];
}

/** Which of them were called back. */
export interface RevocationDocument {
  readonly type: 'samspil-revocations';
  readonly sequence: number;
  readonly issuedAt: string;
  /** How long this issue may be relied on for writes, in milliseconds. */
  readonly maxAgeMs: number;
  readonly revoked: readonly Revocation[];
}

export interface Revocation {
  readonly id: string;
  /** Default: every version, also those to come. */
  readonly versions?: readonly string[];
  /** For the administrator. */
  readonly reason?: string;
}

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/), v.maxLength(100));
const version = v.pipe(v.string(), v.regex(VERSION), v.maxLength(100));
const instant = v.pipe(v.string(), v.isoTimestamp());
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const listed = { id, version, hash: v.pipe(v.string(), v.regex(CONTENT_HASH)) };
const inline = v.strictObject({ ...listed, manifest: v.record(v.string(), v.unknown()) });
const remote = v.strictObject({ ...listed, url: v.pipe(v.string(), v.maxLength(2000)) });

const registryDocument = v.strictObject({
  type: v.literal('samspil-registry'),
  sequence,
  issuedAt: instant,
  plugins: v.pipe(v.array(v.union([inline, remote])), v.maxLength(5_000)),
});

const revocationDocument = v.strictObject({
  type: v.literal('samspil-revocations'),
  sequence,
  issuedAt: instant,
  maxAgeMs: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  revoked: v.pipe(
    v.array(
      v.strictObject({
        id,
        versions: v.optional(v.pipe(v.array(version), v.minLength(1), v.maxLength(1_000))),
        reason: v.optional(v.pipe(v.string(), v.maxLength(500))),
      }),
    ),
    v.maxLength(5_000),
  ),
});

/** @throws `untrusted` for what is signed and yet no registry document */
export function parseRegistryDocument(json: unknown): RegistryDocument {
  return parsed(registryDocument, json);
}

/** @throws `untrusted` for what is signed and yet no revocation list: half a list would be none */
export function parseRevocationDocument(json: unknown): RevocationDocument {
  return parsed(revocationDocument, json);
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, json: unknown): T {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [first] = result.issues;
  throw untrusted(
    `The signed document does not fit its form at "${v.getDotPath(first) ?? ''}": correct it and sign it anew.`,
  );
}
