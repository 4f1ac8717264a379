import * as v from 'valibot';
import { ValidationError } from '../errors.ts';
import { parseResourceScope } from '../fhir/scopes.ts';
import type { PluginManifest } from './types.ts';

const NAMES_WITHOUT_SLASH = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'online_access',
  'offline_access',
]);

const localized = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'is a language such as da')),
    v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  ),
  v.check((texts) => 'en' in texts, 'has an English text, which is the fall-back'),
);

const origin = v.union([
  v.literal('opaque'),
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && new URL(text).origin === text,
      'is an origin such as https://plugin.example',
    ),
  ),
]);

const frameEntry = v.pipe(
  v.strictObject({
    mode: v.literal('frame'),
    url: v.pipe(v.string(), v.url('is an absolute URL'), v.regex(/^https?:/, 'is an http(s) URL')),
    origin,
  }),
  v.check(
    ({ origin: registered, url }) =>
      registered === 'opaque' || (URL.canParse(url) && new URL(url).origin === registered),
    'lies at its registered origin',
  ),
);

const contribution = v.strictObject({
  slot: v.pipe(v.string(), v.regex(/^[a-z]+(\.[a-z]+)+$/, 'is a slot such as patient.workspace')),
  view: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  order: v.optional(v.pipe(v.number(), v.integer())),
  height: v.optional(v.pipe(v.number(), v.integer(), v.minValue(40), v.maxValue(4000))),
});

const scopes = v.pipe(
  v.string(),
  v.check(
    (text) =>
      text
        .split(/\s+/)
        .filter(Boolean)
        .every(
          (word) => NAMES_WITHOUT_SLASH.has(word) || word.startsWith('launch/') || parseResourceScope(word),
        ),
    'holds SMART scopes such as patient/Observation.cs',
  ),
);

const manifest = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'is lower-case words joined by dots or hyphens'),
    v.maxLength(100),
  ),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'is a semantic version')),
  api: v.pipe(v.string(), v.regex(/^\^?\d+(\.\d+)?$/, 'is a range such as ^1.0')),
  title: localized,
  publisher: v.strictObject({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    contact: v.pipe(v.string(), v.minLength(3), v.maxLength(200)),
  }),
  entry: frameEntry,
  contributes: v.pipe(v.array(contribution), v.minLength(1, 'names at least one slot')),
  scopes,
});

/**
 * Reads a manifest from JSON. What is not in the schema is refused, not ignored: a host must not half understand what it
 * is asked to run.
 *
 * @throws `invalid-manifest`, a {@link ValidationError} with the path of each fault
 */
export function parseManifest(json: unknown): PluginManifest {
  const parsed = v.safeParse(manifest, json);
  if (parsed.success) return parsed.output;
  const faults = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', fault: issue.message }));
  const first = faults[0];
  throw new ValidationError(
    'invalid-manifest',
    `The manifest has ${faults.length} fault(s); the first is at "${first?.path}": ${first?.fault}. Correct it and load it again.`,
    faults,
  );
}
