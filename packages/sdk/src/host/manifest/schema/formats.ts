/**
 * The texts a manifest is made of. `jsonSchema` says the same to the published JSON Schema where a check is code; it may
 * say less (an editor then stays silent and the host refuses), never more.
 */
import * as v from 'valibot';
import { parseResourceScope } from '../../../fhir/scopes.ts';

/** What the JSON Schema of a value holds besides what is read off its valibot schema. */
export const jsonSchema = <TInput>(
  members: Readonly<Record<string, unknown>>,
): v.MetadataAction<TInput, { readonly jsonSchema: typeof members }> => v.metadata({ jsonSchema: members });

export const text = (maxLength: number, minLength = 1) =>
  v.pipe(v.string(), v.minLength(minLength), v.maxLength(maxLength));

/** Names of plugins, flags, topics and activities. */
export const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'is lower-case words joined by dots or hyphens'),
  v.maxLength(100),
);

export const slot = v.pipe(
  v.string(),
  v.regex(/^[a-z]+(\.[a-z]+)+$/, 'is a slot such as patient.workspace'),
  v.maxLength(100),
);

export const language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is a language such as da or da-DK'),
);

export const localized = (maxLength: number) =>
  v.pipe(
    v.record(language, text(maxLength)),
    v.check((texts) => 'en' in texts, 'has an English text, which is the fall-back'),
    jsonSchema({ required: ['en'] }),
  );

/** `%ORIGIN%` stands for the address at which the simulator serves the plugin; it is filled in before a host reads it. */
export const url = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check(isWebAddress, 'is an absolute http(s) URL without a user in it'),
  jsonSchema({ pattern: String.raw`^(https?://|%ORIGIN%)\S*$` }),
);

export const origin = v.pipe(
  v.string(),
  v.check(
    (given) => given === 'opaque' || isOrigin(given),
    'is an origin such as https://plugin.example, or opaque',
  ),
  jsonSchema({ pattern: String.raw`^(opaque|%ORIGIN%|https?://[^\s/?#@\\*;,'"]+)$` }),
);

export const httpsOrigin = v.pipe(
  v.string(),
  v.check(
    (given) => given.startsWith('https://') && isOrigin(given),
    'is an https origin such as https://images.example',
  ),
  jsonSchema({ pattern: String.raw`^https://[^\s/?#@\\*;,'"]+$` }),
);

export const httpsUrl = v.pipe(
  v.string(),
  v.maxLength(2000),
  v.check((given) => given.startsWith('https://') && isWebAddress(given), 'is an https address'),
  jsonSchema({ pattern: String.raw`^https://\S+$` }),
);

/** A day of the calendar. */
export const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'is a day such as 2026-06-30'),
  v.check((given) => {
    const date = new Date(given);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(given);
  }, 'is a day of the calendar'),
);

/** A list without repeats. */
export const listOf = <T extends v.BaseSchema<unknown, string, v.BaseIssue<unknown>>>(item: T) =>
  v.pipe(
    v.array(item),
    v.maxLength(50),
    v.check((items) => new Set(items).size === items.length, 'names nothing twice'),
    jsonSchema({ uniqueItems: true }),
  );

const SCOPE_NAMES = ['openid', 'fhirUser', 'profile', 'launch', 'online_access', 'offline_access'];
const RESOURCE_SCOPE = String.raw`(?:patient|user|system)/(?:\*|[A-Z][A-Za-z]+)\.(?:read|write|\*|(?=[cruds])c?r?u?d?s?)(?:\?\S+)?`;

export const resourceScope = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check((given) => parseResourceScope(given) !== undefined, 'is a scope such as patient/Observation.rs'),
  jsonSchema({ pattern: `^${RESOURCE_SCOPE}$` }),
);

export const scopes = v.pipe(
  v.string(),
  v.maxLength(5000),
  v.check(
    (given) =>
      given
        .split(/\s+/)
        .filter(Boolean)
        .every((word) => SCOPE_NAMES.includes(word) || /^launch\/./.test(word) || parseResourceScope(word)),
    'holds SMART scopes such as patient/Observation.cs',
  ),
  jsonSchema({
    pattern: String.raw`^\s*(?:(?:${SCOPE_NAMES.join('|')}|launch/\S+|${RESOURCE_SCOPE})(?:\s+|$))*$`,
  }),
);

/**
 * Only letters, digits, dots and hyphens in the name of a host. URLs allow more, such as `*`, `;` and `,`, which would
 * change the meaning of the headers and attributes that an origin is written into.
 */
const PLAIN_ORIGIN = /^https?:\/\/([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(:\d+)?$/;

function isWebAddress(given: string): boolean {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) return false;
  const { username, password, origin: parsed } = new URL(given);
  return username === '' && password === '' && PLAIN_ORIGIN.test(parsed);
}

/** An origin as browsers write it, so that it can be compared letter by letter. */
function isOrigin(given: string): boolean {
  return isWebAddress(given) && new URL(given).origin === given;
}
