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
    return this.#token(idTerm(resourceType, id));
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

const typeTerm = (resourceType: string): Term => JSON.stringify([resourceType]);
const idTerm = (resourceType: string, id: string): Term => JSON.stringify([resourceType, '_id', id]);
const codeTerm = (resourceType: string, name: string, code: string, system?: string): Term =>
  JSON.stringify(system === undefined ? [resourceType, name, code] : [resourceType, name, code, system]);

function termsOf(resource: FhirResource, fhirBaseUrl: string): Term[] {
  const { resourceType } = resource;
  const terms = [typeTerm(resourceType), idTerm(resourceType, resource.id ?? '')];
  for (const [name, parameter] of Object.entries(localParameters(resourceType))) {
    if (parameter.kind === 'token' || parameter.kind === 'code')
      for (const { system, code } of codedValues(resource, parameter))
        terms.push(codeTerm(resourceType, name, code), codeTerm(resourceType, name, code, system));
    if (parameter.kind === 'reference')
      for (const reference of references(resource, parameter, fhirBaseUrl)) {
        terms.push(codeTerm(resourceType, name, reference));
        const [, id] = /^[A-Z][A-Za-z]+\/([^/]+)$/.exec(reference) ?? [];
        if (id !== undefined) terms.push(codeTerm(resourceType, name, id));
      }
  }
  return terms;
}

/** Empty when a clause cannot be looked up: a date, a tag of any type, or a system without a code. */
function termsFor(resourceType: string, clause: Clause): Term[] {
  if (clause.kind === 'id') return clause.choices.map((id) => idTerm(resourceType, id));
  if (clause.kind === 'date' || !Object.hasOwn(localParameters(resourceType), clause.name)) return [];
  if (clause.kind === 'reference')
    return clause.choices.map((choice) => codeTerm(resourceType, clause.name, choice));
  const terms: Term[] = [];
  for (const { system, code } of clause.choices) {
    if (code === undefined) return [];
    terms.push(codeTerm(resourceType, clause.name, code, system));
  }
  return terms;
}
