import {
  convertToSearchableNumbers,
  convertToSearchableQuantities,
  convertToSearchableReferences,
  convertToSearchableStrings,
  convertToSearchableTokens,
  convertToSearchableUris,
  evalFhirPathTyped,
  toTypedValue,
  type TypedValue,
} from '@medplum/core';
import type { Address, HumanName, Identifier, Period, Resource, Timing } from '@medplum/fhirtypes';
import { patientsOf } from '@samspil/sdk/fhir';
import type { Definitions } from '../definitions/definitions.ts';
import { hasOnePatient, type SearchParameter } from '../definitions/search-parameters.ts';
import { dateRangeOf, periodRangeOf, type DateRange } from '@samspil/sdk/fhir';
import { NO_DATE } from '../search/no-date.ts';
import { fold, indexable } from '../search/indexable.ts';
import { referenceValue } from '../search/reference-value.ts';
import type { DateRow, IndexRows, QuantityRow, TermRow, TextRow } from './index-rows.ts';

/** Marks the display texts that the library gives among the tokens; they are not codes and are left out. */
const DISPLAY_TEXT = 'urn:samspil:display-text';
const NO_CHIEF_DATE: DateRange = { low: NO_DATE, high: NO_DATE };

/** The name under which resources of types that may have several patients are stored by patient. */
export function compartmentKey(resourceType: string): string {
  return `${resourceType}._compartment`;
}

/** Works out by what a resource can be found, with the FHIRPath of the standard's own search parameters. */
export function extractIndexRows(
  resource: Resource,
  definitions: Definitions,
  fhirBaseUrl: string,
): IndexRows {
  const { resourceType } = resource;
  definitions.prepare(resourceType);
  const found = new Found(fhirBaseUrl);
  const input = [toTypedValue(resource)];
  const elements = Object.keys(resource);
  for (const parameter of definitions.searchParameters(resourceType).values()) {
    if (parameter.home === 'id' || parameter.home === 'updated' || parameter.home === 'patient') continue;
    const roots = parameter.roots();
    if (roots.length > 0 && !roots.some((root) => elements.some((element) => element.startsWith(root))))
      continue;
    found.add(parameter, evalFhirPathTyped(parameter.expression(), input));
  }
  const patients = patientsOf(resource, fhirBaseUrl);
  const one = hasOnePatient(resourceType);
  if (!one) for (const patient of patients) found.term(compartmentKey(resourceType), '', patient);
  const { chiefDate, terms, texts, dates, quantities } = found;
  return { chiefDate, terms, texts, dates, quantities, patient: one ? indexable(patients[0] ?? '') : '' };
}

/** The rows found so far. */
class Found {
  chiefDate = NO_CHIEF_DATE;
  readonly terms: TermRow[] = [];
  readonly texts: TextRow[] = [];
  readonly dates: DateRow[] = [];
  readonly quantities: QuantityRow[] = [];
  readonly #fhirBaseUrl: string;

  constructor(fhirBaseUrl: string) {
    this.#fhirBaseUrl = fhirBaseUrl;
  }

  add(parameter: SearchParameter, values: TypedValue[]): void {
    if (values.length === 0) return;
    const { kind, key } = parameter;
    if (kind === 'token') this.#tokens(key, values);
    else if (kind === 'reference') this.#references(key, values);
    else if (kind === 'uri') for (const uri of convertToSearchableUris(values)) this.term(key, '', uri);
    else if (kind === 'string') this.#strings(key, values);
    else if (kind === 'date') this.#dates(parameter, values);
    else if (kind === 'number') this.#numbers(key, values);
    else this.#quantities(key, values);
  }

  term(param: string, system: string, value: string): void {
    const row = { param, system: indexable(system), value: indexable(value) };
    if (!this.terms.some((t) => t.param === param && t.value === row.value && t.system === row.system)) {
      this.terms.push(row);
    }
  }

  #tokens(key: string, values: TypedValue[]): void {
    for (const { system, value } of convertToSearchableTokens(values, { textSearchSystem: DISPLAY_TEXT })) {
      if (system !== DISPLAY_TEXT) this.term(key, system ?? '', value ?? '');
    }
  }

  #references(key: string, values: TypedValue[]): void {
    for (const reference of convertToSearchableReferences(values)) {
      if (reference.startsWith('identifier:')) continue;
      const value = referenceValue(reference, this.#fhirBaseUrl);
      if (value !== undefined) this.term(key, '', value);
      // A canonical with a version is also found without it.
      if (value?.includes('|')) this.term(key, '', value.slice(0, value.indexOf('|')));
    }
    for (const { value } of values as { value: { identifier?: Identifier } | string }[]) {
      const identifier = typeof value === 'object' ? value.identifier : undefined;
      if (identifier?.value !== undefined)
        this.term(`${key}:identifier`, identifier.system ?? '', identifier.value);
    }
  }

  #strings(key: string, values: TypedValue[]): void {
    const texts = new Set([...values.flatMap(partsOf), ...convertToSearchableStrings(values)]);
    for (const text of texts) this.texts.push({ param: key, folded: fold(text), exact: indexable(text) });
  }

  #dates({ key, home }: SearchParameter, values: TypedValue[]): void {
    const ranges = values.flatMap(rangesOf);
    if (ranges.length === 0) return;
    if (home !== 'chief-date') for (const range of ranges) this.dates.push({ param: key, ...range });
    else {
      const low = Math.min(...ranges.map((range) => range.low));
      this.chiefDate = { low, high: Math.max(...ranges.map((range) => range.high)) };
    }
  }

  #numbers(key: string, values: TypedValue[]): void {
    for (const ends of convertToSearchableNumbers(values)) {
      for (const value of new Set(ends)) if (value !== undefined) this.#quantity(key, { value });
    }
  }

  #quantities(key: string, values: TypedValue[]): void {
    for (const quantity of convertToSearchableQuantities(values)) this.#quantity(key, quantity);
  }

  #quantity(param: string, from: { value?: number; system?: string; code?: string; unit?: string }): void {
    const { value, system = '', code = '', unit = '' } = from;
    if (value === undefined) return;
    this.quantities.push({
      param,
      value,
      system: indexable(system),
      code: indexable(code),
      unit: indexable(unit),
    });
  }
}

/** The words of a name or an address that a search may begin with. */
function partsOf({ type, value }: TypedValue): string[] {
  if (type === 'HumanName') {
    const { family, given = [], prefix = [], suffix = [], text } = value as HumanName;
    return [family, ...given, ...prefix, ...suffix, text].filter((part) => part !== undefined);
  }
  if (type === 'Address') {
    const { line = [], city, district, state, postalCode, country, text } = value as Address;
    return [...line, city, district, state, postalCode, country, text].filter((part) => part !== undefined);
  }
  return [];
}

function rangesOf({ value }: TypedValue): DateRange[] {
  if (typeof value === 'string') return present([dateRangeOf(value)]);
  if (typeof value !== 'object' || value === null) return [];
  const { event, repeat } = value as Timing;
  if (event || repeat) {
    const bounds = repeat?.boundsPeriod ? [periodRangeOf(repeat.boundsPeriod)] : [];
    return present([...(event ?? []).map(dateRangeOf), ...bounds]);
  }
  return present([periodRangeOf(value as Period)]);
}

function present<Value>(values: (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}
