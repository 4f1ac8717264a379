import * as v from 'valibot';
import { CAPABILITIES } from '../../../contract/capabilities.ts';
import { API_RANGE } from '../accepts-api.ts';
import { PERMISSIONS } from '../permissions.ts';
import { OFFLINE_LEVELS, STAGES } from '../plugin-manifest.ts';
import { VERSION } from '../semver.ts';
import { entry } from './entry-schema.ts';
import {
  day,
  httpsOrigin,
  httpsUrl,
  jsonSchema,
  listOf,
  localized,
  name,
  scopes,
  slot,
  text,
} from './formats.ts';
import { predicate } from './predicate-schema.ts';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(40), v.maxValue(4000));

const contribution = v.strictObject({
  slot,
  view: text(64),
  order: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(-10_000), v.maxValue(10_000), jsonSchema({ default: 0 })),
  ),
  height: v.optional(pixels),
  width: v.optional(pixels),
  when: v.optional(predicate),
});

const bus = v.pipe(
  v.strictObject({ publishes: listOf(name), subscribes: listOf(name) }),
  v.check(
    ({ publishes, subscribes }) => publishes.length + subscribes.length > 0,
    'names at least one topic',
  ),
);

const support = v.pipe(
  v.strictObject({
    name: v.optional(text(200)),
    email: v.optional(v.pipe(text(200), v.regex(/^[^\s@]+@[^\s@]+$/, 'is an e-mail address'))),
    phone: v.optional(v.pipe(text(40), v.regex(/^\+?[\d ()-]{3,}$/, 'is a telephone number'))),
    url: v.optional(httpsUrl),
  }),
  v.check(
    ({ email, phone, url }) => Boolean(email ?? phone ?? url),
    'has an e-mail, a telephone or an address',
  ),
  jsonSchema({ anyOf: [{ required: ['email'] }, { required: ['phone'] }, { required: ['url'] }] }),
);

const stage = v.pipe(
  v.strictObject({ name: v.picklist(STAGES), since: v.optional(day), until: v.optional(day) }),
  v.check(({ since, until }) => !since || !until || since <= until, 'ends after it begins'),
  jsonSchema({ default: { name: 'innovation' } }),
);

/** Says to an editor what {@link needsEachOther} says to the host. */
const togetherInJsonSchema = (member: string, capability: string) => ({
  if: { properties: { capabilities: { contains: { const: capability } } }, required: ['capabilities'] },
  then: { required: [member] },
  else: { not: { required: [member] } },
});

const members = v.strictObject({
  $schema: v.optional(text(2000)),
  id: name,
  version: v.pipe(
    v.string(),
    v.regex(VERSION, 'is a semantic version such as 1.2.0, without build metadata'),
    v.maxLength(100),
  ),
  api: v.pipe(v.string(), v.regex(API_RANGE, 'is a range such as ^1.0'), v.maxLength(100)),
  title: localized(200),
  description: v.optional(localized(1000)),
  publisher: v.strictObject({ name: text(200), contact: text(200, 3) }),
  entry,
  contributes: v.pipe(v.array(contribution), v.minLength(1, 'names at least one slot'), v.maxLength(50)),
  opens: v.optional(v.pipe(listOf(name), jsonSchema({ default: [] }))),
  capabilities: v.optional(v.pipe(listOf(v.picklist(CAPABILITIES)), jsonSchema({ default: [] }))),
  bus: v.optional(bus),
  scopes,
  egress: v.optional(v.pipe(listOf(httpsOrigin), jsonSchema({ default: [] }))),
  permissions: v.optional(v.pipe(listOf(v.picklist(PERMISSIONS)), jsonSchema({ default: [] }))),
  offline: v.optional(v.pipe(v.picklist(OFFLINE_LEVELS), jsonSchema({ default: 'none' }))),
  support: v.optional(support),
  stage: v.optional(stage),
});

/**
 * What a manifest may hold. The one source: {@link parseManifest} reads by it, and the published JSON Schema is made
 * from it.
 */
export const manifestSchema = v.pipe(
  members,
  v.forward(
    v.partialCheck(
      [['bus'], ['capabilities']],
      ({ bus: topics, capabilities }) => needsEachOther(topics, capabilities?.includes('bus')),
      'goes with the capability bus, one not without the other',
    ),
    ['bus'],
  ),
  v.forward(
    v.partialCheck(
      [['opens'], ['capabilities']],
      ({ opens, capabilities }) => needsEachOther(opens, capabilities?.includes('open')),
      'goes with the capability open, one not without the other',
    ),
    ['opens'],
  ),
  jsonSchema({ allOf: [togetherInJsonSchema('bus', 'bus'), togetherInJsonSchema('opens', 'open')] }),
);

function needsEachOther(declared: unknown, isAsked: boolean | undefined): boolean {
  return (declared !== undefined) === (isAsked ?? false);
}
