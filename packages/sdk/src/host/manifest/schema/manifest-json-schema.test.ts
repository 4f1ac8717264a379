import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import FAULTS from '../../../../test/fixtures/manifests/faults.json' with { type: 'json' };
import GOOD from '../../../../test/fixtures/manifests/good.json' with { type: 'json' };
import VALID from '../../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import WHOLE from '../../../../test/fixtures/manifests/whole.json' with { type: 'json' };
import { jsonSchemaValidator, keywordsOf } from '../../../../test/json-schema-validator.ts';
import { parseManifest } from '../parse-manifest.ts';
import DESCRIPTIONS from './descriptions.json' with { type: 'json' };
import { manifestJsonSchema } from './manifest-json-schema.ts';

const SCHEMA = manifestJsonSchema();
const fits = jsonSchemaValidator(SCHEMA);
const isParsed = (json: unknown): boolean => {
  try {
    parseManifest(json);
    return true;
  } catch {
    return false;
  }
};

test('the schema uses only words that mean the same in draft 2020-12 and in the draft of the validator here', () => {
  const known =
    '$schema $id title description default type properties required additionalProperties propertyNames items minItems maxItems uniqueItems contains enum const minLength maxLength pattern minimum maximum oneOf anyOf allOf if then else not $ref $defs';
  const unknown = [...keywordsOf(SCHEMA)].filter((keyword) => !known.split(' ').includes(keyword));
  assert.deepEqual(unknown, []);
});

test('every pattern is one in the Unicode mode that validators use', () => {
  const patterns = [...JSON.stringify(SCHEMA).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
  assert.ok(patterns.length > 15);
  for (const [, pattern = ''] of patterns) new RegExp(JSON.parse(pattern) as string, 'u');
});

for (const { name, change } of GOOD) {
  test(`host and JSON Schema both take ${name}`, () => {
    const json = { ...VALID, ...change };
    assert.deepEqual({ host: isParsed(json), schema: fits(json) }, { host: true, schema: true });
  });
}

for (const { name, change, onlyHost } of FAULTS) {
  const who = onlyHost ? 'the host alone refuses' : 'host and JSON Schema both refuse';
  test(`${who} ${name}`, () => {
    const json = { ...VALID, ...change };
    assert.deepEqual(
      { host: isParsed(json), schema: fits(json) },
      { host: false, schema: onlyHost ?? false },
    );
  });
}

test('what examples and guide tell authors to write fits as it stands, with its placeholders', () => {
  const root = new URL('../../../../../../', import.meta.url);
  const example = readFileSync(new URL('examples/bedside-vitals/manifest.json', root), 'utf8');
  const guide = readFileSync(new URL('docs/guide/your-first-plugin.md', root), 'utf8');
  const [, written = ''] = /```json\n(\{[^`]*"api"[^`]*)```/.exec(guide) ?? [];
  for (const text of [example, written]) assert.equal(fits(JSON.parse(text)), true, text);
});

test('the example of the guide is a manifest', () => {
  const guide = readFileSync(new URL('../../../../../../docs/guide/manifest.md', import.meta.url), 'utf8');
  const [, written = ''] = /```json\n(\{[^`]*)```/.exec(guide) ?? [];
  const json = JSON.parse(written) as unknown;
  assert.deepEqual({ host: isParsed(json), schema: fits(json) }, { host: true, schema: true });
});

test('whatever is changed in a whole manifest: the JSON Schema refuses nothing that a host takes', () => {
  const paths = pathsIn(WHOLE);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), fc.boolean(), (path, value, isRemoved) => {
      const changed = withChange(WHOLE, path, isRemoved ? undefined : value);
      if (isParsed(changed)) assert.ok(fits(changed), JSON.stringify(changed));
    }),
    { numRuns: 500 },
  );
});

test('an author reads at every member what it means, and no description is left over', () => {
  const described = new Set<string>();
  const undescribed: string[] = [];
  walk(SCHEMA, '', described, undescribed);
  assert.deepEqual(undescribed, []);
  const texts: string[] = Object.values(DESCRIPTIONS);
  assert.deepEqual(
    texts.filter((text) => !described.has(text)),
    [],
  );
});

type Path = readonly (string | number)[];

function pathsIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const members = Array.isArray(json) ? json.map((item, at) => [at, item] as const) : Object.entries(json);
  return [
    ...(path.length > 0 ? [path] : []),
    ...members.flatMap(([key, value]) => pathsIn(value, [...path, key])),
  ];
}

/** A copy with another value at the path; undefined removes what was there. */
function withChange(json: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown, at) => {
      if (at !== key) return [item];
      const changed = withChange(item, rest, value);
      return changed === undefined ? [] : [changed];
    });
  }
  const changed = withChange((json as Record<string, unknown>)[key], rest, value);
  return Object.fromEntries(
    Object.entries(json as object).flatMap(([name, old]: [string, unknown]) => {
      if (name !== key) return [[name, old]];
      return changed === undefined ? [] : [[name, changed]];
    }),
  );
}

function walk(schema: unknown, path: string, described: Set<string>, undescribed: string[]): void {
  if (Array.isArray(schema)) return schema.forEach((each) => walk(each, path, described, undescribed));
  if (typeof schema !== 'object' || schema === null) return;
  const { description, properties, allOf: _conditions, ...rest } = schema as Record<string, unknown>;
  if (typeof description === 'string') described.add(description);
  for (const [name, member] of Object.entries(properties ?? {})) {
    const at = `${path}.${name}`;
    if (!(member as { description?: unknown }).description) undescribed.push(at);
    walk(member, at, described, undescribed);
  }
  for (const value of Object.values(rest)) walk(value, path, described, undescribed);
}
