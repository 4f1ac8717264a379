import { subjectElements } from '@samspil/sdk/fhir';
import { invalid, notSupported } from '../outcomes.ts';
import type { Definitions } from '../definitions/definitions.ts';
import type { SearchParameter } from '../definitions/search-parameters.ts';
import {
  parseDate,
  parseQuantity,
  parseReference,
  parseText,
  parseToken,
  parseUri,
  splitUnescaped,
} from './parse-value.ts';
import type { Criterion, TermValue } from './search-query.ts';

export interface ParseContext {
  readonly definitions: Definitions;
  /** This server's base without a trailing slash. */
  readonly fhirBaseUrl: string;
}

/**
 * Reads one repetition of a parameter. What this server cannot do exactly is refused, never ignored: a search that
 * silently drops a condition shows the wrong records.
 */
export function parseCriterion(
  resourceType: string,
  name: string,
  text: string,
  context: ParseContext,
): Criterion {
  const [code = '', modifier] = splitName(name);
  const parameter = context.definitions.searchParameters(resourceType).get(code);
  if (!parameter)
    throw notSupported(`${resourceType} cannot be searched by "${printable(name)}". See /metadata.`);
  if (modifier === 'missing') {
    if (text !== 'true' && text !== 'false') throw invalid(`${code}:missing takes true or false.`);
    return { parameter, test: 'missing', missing: text === 'true' };
  }
  const values = splitUnescaped(text, ',');
  if (values.includes('')) throw invalid(`The search parameter ${code} has an empty value.`);
  return parseByKind(parameter, modifier, values, context);
}

function parseByKind(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: string[],
  context: ParseContext,
): Criterion {
  const { kind, key } = parameter;
  switch (kind) {
    case 'token': {
      allow(parameter, modifier, ['not']);
      const parsed = values.flatMap((value) => parseToken(parameter, value));
      return { parameter, test: 'term', key, negated: modifier === 'not', values: parsed };
    }
    case 'uri':
      allow(parameter, modifier, []);
      return { parameter, test: 'term', key, negated: false, values: values.flatMap(parseUri) };
    case 'reference':
      return parseReferenceCriterion(parameter, modifier, values, context);
    case 'string': {
      allow(parameter, modifier, ['exact', 'contains']);
      const match = (modifier ?? 'prefix') as 'prefix' | 'exact' | 'contains';
      const parsed = values.map((value) => parseText(parameter, value, match === 'exact'));
      return { parameter, test: 'text', match, values: parsed };
    }
    case 'date':
      allow(parameter, modifier, []);
      return { parameter, test: 'date', values: values.map((value) => parseDate(parameter, value)) };
    case 'number':
    case 'quantity':
      allow(parameter, modifier, []);
      return { parameter, test: 'quantity', values: values.map((value) => parseQuantity(parameter, value)) };
  }
}

/** Modifiers of references: `:identifier`, and a type as in `subject:Patient=123`. */
function parseReferenceCriterion(
  parameter: SearchParameter,
  modifier: string | undefined,
  texts: string[],
  { definitions, fhirBaseUrl }: ParseContext,
): Criterion {
  const base = { parameter, test: 'term', negated: false } as const;
  if (modifier === 'identifier' && parameter.home === 'index') {
    const values = texts.flatMap((text) => parseToken(parameter, text));
    return { ...base, key: `${parameter.key}:identifier`, values };
  }
  const isType = modifier !== undefined && definitions.isResourceType(modifier);
  if (!isType) allow(parameter, modifier, []);
  const options = {
    fhirBaseUrl,
    resourceTypes: definitions.resourceTypes,
    ...(isType && { type: modifier }),
  };
  const values = texts.flatMap((text) => parseReference(parameter, text, options));
  const patient = patientParameter(parameter, values, definitions);
  return { ...base, parameter: patient ?? parameter, key: parameter.key, values };
}

/** `subject=Patient/1` asks the same as `patient=1`, which has a column of its own, where the type has both. */
function patientParameter(
  { code, resourceType }: SearchParameter,
  values: readonly TermValue[],
  definitions: Definitions,
): SearchParameter | undefined {
  if (!subjectElements(resourceType).includes(code)) return undefined;
  if (!values.every(({ value }) => value?.startsWith('Patient/'))) return undefined;
  const patient = definitions.searchParameters(resourceType).get('patient');
  return patient?.home === 'patient' ? patient : undefined;
}

function splitName(name: string): string[] {
  if (name.includes('.') || name.startsWith('_has')) {
    throw notSupported('Chained searches and _has are not supported: search the other type first.');
  }
  return name.split(':', 2);
}

function allow(parameter: SearchParameter, modifier: string | undefined, modifiers: readonly string[]): void {
  if (modifier === undefined || modifiers.includes(modifier)) return;
  const supported = [...modifiers, 'missing'].map((name) => `:${name}`).join(', ');
  throw notSupported(
    `The search parameter ${parameter.code} has no modifier "${printable(modifier)}" here; it has ${supported}.`,
  );
}

/** A name from the request, safe to repeat in an outcome: short, and without the characters of a value. */
export function printable(name: string): string {
  return name.replace(/[^A-Za-z0-9_:.-]/g, '?').slice(0, 60);
}
