/** The two documents of a signed registry: which versions there are, and which of them were called back. */
import * as v from 'valibot';
import { VERSION } from '../../manifest/semver.ts';
import { untrusted } from './detached-jws.ts';
import { CONTENT_HASH } from './content-hash.ts';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/), v.maxLength(100));
const version = v.pipe(v.string(), v.regex(VERSION), v.maxLength(100));
const instant = v.pipe(v.string(), v.isoTimestamp());
/** Counts up with each issue. An older issue is never taken for a newer one. */
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const listed = { id, version, hash: v.pipe(v.string(), v.regex(CONTENT_HASH)) };
/** The manifest in the document itself; `hash` is over its JSON text without spaces, `JSON.stringify(manifest)`. */
const inline = v.strictObject({ ...listed, manifest: v.record(v.string(), v.unknown()) });
/** The manifest at an address, relative to the document's; `hash` is over its exact bytes. */
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
  /** How long this issue may be relied on for writes, in milliseconds. */
  maxAgeMs: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  revoked: v.pipe(
    v.array(
      v.strictObject({
        id,
        /** Default: every version, also those to come. */
        versions: v.optional(v.pipe(v.array(version), v.minLength(1), v.maxLength(1_000))),
        /** For the administrator. */
        reason: v.optional(v.pipe(v.string(), v.maxLength(500))),
      }),
    ),
    v.maxLength(5_000),
  ),
});

export type ListedPlugin = v.InferOutput<typeof inline> | v.InferOutput<typeof remote>;
export type RegistryDocument = v.InferOutput<typeof registryDocument>;
export type RevocationDocument = v.InferOutput<typeof revocationDocument>;

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
