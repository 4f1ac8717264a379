import { SamspilError } from '../../errors.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import type { Pair } from './asked.ts';
import { assertConfinable } from './confinement.ts';
import { permittingOrDenied } from '../grants.ts';

const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;
const COUNT = /^\d{1,3}$/;
/** Parameters of the operation (https://hl7.org/fhir/R4/patient-operation-everything.html), each at most once. */
const FORMS: Readonly<Record<string, RegExp>> = {
  start: DATE,
  end: DATE,
  _since: DATE,
  _count: COUNT,
  _type: /^[A-Z][A-Za-z]{1,63}(,[A-Z][A-Za-z]{1,63}){0,49}$/,
};

/**
 * The parameters of `$everything`, with `_type` cut down to what the scopes let this plugin read: what it may not see is
 * not fetched for it.
 *
 * @throws `invalid-request`; `denied` when nothing that was asked for may be read
 */
export function judgeEverything(pairs: readonly Pair[], scopes: ScopeSet): Pair[] {
  const names = new Set(pairs.map(([name]) => name));
  const isKnown = ([name, value]: Pair) => Object.hasOwn(FORMS, name) && FORMS[name]?.test(value);
  if (names.size < pairs.length || !pairs.every(isKnown)) {
    throw new SamspilError(
      'invalid-request',
      '$everything takes start, end, _since, _count and _type, each once.',
    );
  }
  const asked = pairs.find(([name]) => name === '_type')?.[1].split(',');
  if (asked) for (const type of asked) readable(type, scopes);
  const rest = pairs.filter(([name]) => name !== '_type');
  const types = asked ?? grantedTypes(scopes);
  return types === 'all' ? rest : [...rest, ['_type', types.join(',')]];
}

function readable(resourceType: string, scopes: ScopeSet): void {
  assertConfinable(resourceType);
  permittingOrDenied(scopes, 'r', resourceType);
}

/** @throws `denied` when no type may be read at all */
function grantedTypes(scopes: ScopeSet): readonly string[] | 'all' {
  const types = scopes.resources
    .filter(({ interactions }) => interactions.has('r'))
    .map(({ resourceType }) => resourceType);
  if (types.includes('*')) return 'all';
  if (types.length === 0) permittingOrDenied(scopes, 'r', 'Patient');
  return [...new Set(types)].sort();
}
