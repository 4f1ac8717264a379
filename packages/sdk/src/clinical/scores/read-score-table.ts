import { ValidationError } from '../../errors.ts';
import { checkScoreTable, type ScoreTable } from './score-table.ts';

type Fault = { path: string; fault: string };
type Check = (value: unknown, path: string) => Fault[];

const TONES = ['ok', 'info', 'warn', 'alarm'];
const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'];

const text: Check = (value, path) =>
  typeof value === 'string' && value.trim() !== '' ? [] : [{ path, fault: 'is not a text' }];
const number: Check = (value, path) => (Number.isFinite(value) ? [] : [{ path, fault: 'is not a number' }]);
const natural: Check = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [{ path, fault: 'is not 0, 1, 2, …' }];
const flag: Check = (value, path) =>
  typeof value === 'boolean' ? [] : [{ path, fault: 'is not true or false' }];
const oneOf =
  (allowed: readonly string[]): Check =>
  (value, path) =>
    allowed.some((each) => each === value) ? [] : [{ path, fault: `is none of ${allowed.join(', ')}` }];
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? [] : check(value, path);
const listOf =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) && value.length > 0
      ? value.flatMap((each, index) => check(each, `${path}[${index}]`))
      : [{ path, fault: 'is not a list with at least one entry' }];
const mapOf =
  (check: Check): Check =>
  (value, path) =>
    isObject(value) && Object.keys(value).length > 0
      ? Object.entries(value).flatMap(([key, each]) => check(each, `${path}.${key}`))
      : [{ path, fault: 'is empty or no object' }];
/** Exactly these fields: a misspelt one would otherwise be a rule that silently does not hold. */
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return [{ path, fault: 'is no object' }];
    const at = (key: string) => (path ? `${path}.${key}` : key);
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(checks, key));
    return [
      ...unknown.map((key) => ({ path: at(key), fault: 'is not known' })),
      ...Object.entries(checks).flatMap(([key, check]) => check(value[key], at(key))),
    ];
  };

const band = fields({
  min: optional(number),
  max: optional(number),
  points: natural,
  when: optional(mapOf(text)),
});
const measured = fields({
  key: text,
  unit: text,
  decimals: (value, path) =>
    [0, 1, 2, 3].some((each) => each === value) ? [] : [{ path, fault: 'is none of 0, 1, 2, 3' }],
  bands: listOf(band),
  corrections: optional(fields({ input: text, add: mapOf(number) })),
});
const coded = fields({ key: text, choices: mapOf(natural) });
const response: Check = (value, path) => {
  const isSingle = isObject(value) && 'anyParameter' in value;
  return fields({
    ...(isSingle ? { anyParameter: natural } : { min: natural, max: optional(natural) }),
    level: text,
    monitoring: text,
    tone: optional(oneOf(TONES)),
    says: optional(mapOf(text)),
    repeat: optional(mapOf(text)),
    repeatMinutes: optional(natural),
    priority: optional(oneOf(PRIORITIES)),
  })(value, path);
};
const table = fields({
  id: text,
  name: optional(text),
  version: text,
  verified: flag,
  credit: (value, path) => (typeof value === 'string' ? [] : text(value, path)),
  windowMinutes: (value, path) =>
    Number(value) > 0 ? number(value, path) : [{ path, fault: 'is not a number above 0' }],
  population: optional(fields({ minimumAgeYears: optional(natural), excludesPregnancy: optional(flag) })),
  parameters: listOf((value, path) =>
    (isObject(value) && 'choices' in value ? coded : measured)(value, path),
  ),
  responses: listOf(response),
});

/**
 * A score table out of JSON, typically a region's own file: clinical.md §3.3. Everything is checked before it is used:
 * the shape, that no field is misspelt, that each parameter occurs once, that bands neither overlap nor leave a gap, and
 * that every total has a response. The table is given back as it came.
 *
 * @throws ValidationError `invalid-request`, with a fault and a path for everything that is wrong with the shape, else
 *   for the bands and responses.
 */
export function readScoreTable(json: unknown): ScoreTable<string, string, string> {
  const faults = table(json, '');
  if (faults.length === 0) faults.push(...repeated(json as ScoreTable<string, string, string>));
  if (faults.length > 0) {
    throw new ValidationError(
      'invalid-request',
      'This is no score table: correct the listed fields of its file.',
      faults,
    );
  }
  const read = json as ScoreTable<string, string, string>;
  checkScoreTable(read);
  return read;
}

function repeated({ parameters }: ScoreTable<string, string, string>): Fault[] {
  const keys = parameters.map(({ key }) => key);
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [{ path: `parameters[${index}].key`, fault: 'occurs twice' }],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
