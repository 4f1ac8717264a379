import type { FhirResource } from 'fhir/r4';
import type { Keyring } from '../../encryption/keyring.ts';
import type { Clause, LocalSearch } from '../search/local-search.ts';
import { localParameters } from './parameters.ts';
import { codedValues, references } from './values.ts';

/** Something a resource can be found by, in clear; it never leaves memory. */
type Term = string;

/**
 * Names what a segment can be found by, without saying it: each term becomes an HMAC under a key that only the signed-in
 * user has, over the patient too, so that two patients with the same diagnosis share no token.
 *
 * Dates are not among the terms: their order would tell when somebody was ill. The range of a segment is sealed in it.
 */
export class BlindIndex {
  readonly #keyring: Keyring;
  readonly #patient: string;
  readonly #fhirBaseUrl: string;
  readonly #known = new Map<Term, Promise<string>>();

  constructor(keyring: Keyring, patient: string, fhirBaseUrl: string) {
    this.#keyring = keyring;
    this.#patient = patient;
    this.#fhirBaseUrl = fhirBaseUrl;
  }

  /** The tokens of a segment with these resources. */
  async tokensOf(resources: readonly FhirResource[]): Promise<string[]> {
    const terms = new Set(resources.flatMap((resource) => termsOf(resource, this.#fhirBaseUrl)));
    const tokens = await Promise.all([...terms].map((term) => this.#token(term)));
    // In an order that says nothing of the order of the resources.
    return tokens.sort();
  }

  /** The token of one resource by its id. */
  idToken(resourceType: string, id: string): Promise<string> {
    return this.#token(termOf(resourceType, '_id', id));
  }

  /**
   * The tokens of a search: for each of its clauses, one of which a segment must have to hold a match. Never empty: where
   * nothing else can be looked up, the type can.
   */
  async tokensFor({ resourceType, clauses }: LocalSearch): Promise<string[][]> {
    const terms = clauses.map((clause) => termsFor(resourceType, clause)).filter((found) => found.length > 0);
    const alternatives = terms.length > 0 ? terms : [[typeTerm(resourceType)]];
    return Promise.all(alternatives.map((choices) => Promise.all(choices.map((term) => this.#token(term)))));
  }

  #token(term: Term): Promise<string> {
    const known = this.#known.get(term);
    if (known) return known;
    const token = this.#keyring.blindToken(this.#patient, term);
    this.#known.set(term, token);
    return token;
  }
}

/**
 * Parameters that are looked up; the others have so few values that nearly every segment would be named by each of them.
 * They narrow a search all the same: the last word is that of the resource itself.
 */
const LOOKED_UP: ReadonlySet<string> = new Set([
  ...['code', 'category', 'type', 'vaccine-code', 'value-concept', 'identifier'],
  ...['encounter', 'medication', 'based-on', 'request', 'result', 'has-member', 'derived-from'],
]);

const typeTerm = (resourceType: string): Term => JSON.stringify([resourceType]);
/** Without the system: fewer tokens, and the same code in two systems is rare. */
const termOf = (resourceType: string, name: string, value: string): Term =>
  JSON.stringify([resourceType, name, value]);

function termsOf(resource: FhirResource, fhirBaseUrl: string): Term[] {
  const { resourceType } = resource;
  const terms = [typeTerm(resourceType), termOf(resourceType, '_id', resource.id ?? '')];
  for (const [name, parameter] of Object.entries(localParameters(resourceType))) {
    if (!LOOKED_UP.has(name)) continue;
    const values =
      parameter.kind === 'reference'
        ? references(resource, parameter, fhirBaseUrl).map(idOf)
        : codedValues(resource, parameter).map(({ code }) => code);
    terms.push(...values.map((value) => termOf(resourceType, name, value)));
  }
  return terms;
}

/** Empty when a clause cannot be looked up: a date, a parameter of few values, or a system without a code. */
function termsFor(resourceType: string, clause: Clause): Term[] {
  const { name } = clause;
  if (clause.kind === 'id') return clause.choices.map((id) => termOf(resourceType, name, id));
  if (clause.kind === 'date' || !LOOKED_UP.has(name)) return [];
  if (clause.kind === 'reference')
    return clause.choices.map((choice) => termOf(resourceType, name, idOf(choice)));
  const codes = clause.choices.flatMap(({ code }) => code ?? []);
  if (codes.length < clause.choices.length) return [];
  return [...new Set(codes)].map((code) => termOf(resourceType, name, code));
}

/** References are looked up by id: with and without its type it is the same one. */
function idOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
