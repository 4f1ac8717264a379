/** What tells one item of a list from the others, whatever its place. */
export interface Identity {
  readonly key: string;
  /** The FHIRPath condition that finds it. */
  readonly where: string;
}

type Item = Readonly<Record<string, unknown>>;
type Rule = (item: Item, list: string) => string | undefined;

/** References that say whom or what an item of a backbone list is about. */
const NAMED_BY = ['individual', 'actor', 'member', 'location', 'condition', 'onBehalfOf', 'itemReference'];

/** Best first. Each gives a FHIRPath condition, which serves as the key too. */
const RULES: readonly Rule[] = [
  ({ id }) => equals('id', id),
  ({ linkId }) => equals('linkId', linkId),
  ({ url }, list) => (/^(?:extension|modifierExtension)$/.test(list) ? equals('url', url) : undefined),
  ({ system, use }, list) =>
    list === 'telecom' ? both(equals('system', system), equals('use', use)) : undefined,
  ({ system, value }, list) =>
    list === 'identifier' && value ? both(equals('system', system), equals('value', value)) : undefined,
  ({ coding }) => codedBy('coding', coding),
  ({ system, code }) =>
    typeof code === 'string' ? both(equals('system', system), equals('code', code)) : undefined,
  ({ code }) => codedBy('code.coding', asItem(code)?.['coding']),
  ({ reference }) => equals('reference', reference),
  (item) => first(NAMED_BY, (name) => equals(`${name}.reference`, asItem(item[name])?.['reference'])),
  ({ identifier }) => identifiedBy(identifier),
  ({ use, period }) => both(equals('use', use), equals('period.start', asItem(period)?.['start'])),
];

/** The identity of an item; undefined for one that only its content can tell, such as a remark. */
export function identityOf(item: unknown, list: string): Identity | undefined {
  const candidate = asItem(item);
  const where = candidate && first(RULES, (rule) => rule(candidate, list));
  return where === undefined ? undefined : { key: where, where };
}

function codedBy(path: string, coding: unknown): string | undefined {
  const codings = Array.isArray(coding) ? (coding as unknown[]) : [];
  const coded = codings.map(asItem).find((one) => typeof one?.['code'] === 'string');
  const condition = coded && both(equals('system', coded['system']), equals('code', coded['code']));
  return condition && `${path}.where(${condition}).exists()`;
}

function identifiedBy(identifier: unknown): string | undefined {
  const [one] = Array.isArray(identifier) ? (identifier as unknown[]).map(asItem) : [];
  const condition = one?.['value']
    ? both(equals('system', one['system']), equals('value', one['value']))
    : undefined;
  return condition && `identifier.where(${condition}).exists()`;
}

function both(a: string | undefined, b: string | undefined): string | undefined {
  return a !== undefined && b !== undefined ? `${a} and ${b}` : (a ?? b);
}

function equals(path: string, value: unknown): string | undefined {
  return typeof value === 'string' ? `${path}='${value.replace(/[\\']/g, '\\$&')}'` : undefined;
}

function first<A, B>(values: readonly A[], find: (value: A) => B | undefined): B | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asItem(value: unknown): Item | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : undefined;
}
