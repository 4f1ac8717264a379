import Ajv from 'ajv';

/** Whether a value fits the schema. */
export type Fits = (value: unknown) => boolean;

/**
 * A JSON Schema validator that is not ours: Ajv 6, the version that ESLint brings along anyhow. It knows draft-07, so the
 * caller makes sure that its schema uses only words that mean the same in both drafts; see {@link keywordsOf}.
 */
export function jsonSchemaValidator(schema: Readonly<Record<string, unknown>>): Fits {
  const { $schema: _draft, $id: _address, ...body } = schema;
  const validate = new Ajv({ schemaId: '$id', unknownFormats: 'ignore' }).compile(body);
  return (value) => validate(value) === true;
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
