import { createRequire } from 'node:module';

/** Whether a value fits the schema. */
export type Fits = (value: unknown) => boolean;

interface Validators {
  new (options: { schemaId: string; unknownFormats: string }): {
    compile(schema: object): Fits;
  };
}

/**
 * A JSON Schema validator that is not ours: the one that ESLint brings. It knows draft-07, so the caller makes sure that
 * its schema uses only words that mean the same in both drafts; see {@link keywordsOf}.
 */
export function jsonSchemaValidator(schema: Readonly<Record<string, unknown>>): Fits {
  const fromHere = createRequire(import.meta.url);
  const fromEslint = createRequire(fromHere.resolve('eslint/package.json'));
  const Ajv = fromEslint('ajv') as Validators;
  const { $schema: _draft, $id: _address, ...body } = schema;
  return new Ajv({ schemaId: '$id', unknownFormats: 'ignore' }).compile(body);
}

/** Every keyword that a schema uses, in whatever depth. */
export function keywordsOf(schema: unknown): Set<string> {
  const found = new Set<string>();
  collect(schema, found);
  return found;
}

/** Members of these are names, not keywords. */
const NAMED = new Set(['properties', '$defs']);
/** What these hold is data, not schema. */
const DATA = new Set(['const', 'enum', 'default', 'required']);

function collect(schema: unknown, found: Set<string>): void {
  if (Array.isArray(schema)) schema.forEach((each) => collect(each, found));
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    found.add(keyword);
    if (NAMED.has(keyword)) Object.values(value as object).forEach((each) => collect(each, found));
    else if (!DATA.has(keyword)) collect(value, found);
  }
}
