import {
  isPatientFree,
  isPatientType,
  patientSearchParameters,
  type Interaction,
  type ResourceScope,
} from '@samspil/sdk/fhir';
import { forbidden } from '../outcomes.ts';
import { patientIds } from '../search/sql/criterion-sql.ts';
import { parseCriterion, type ParseContext } from '../search/parse-criterion.ts';
import type { SearchQuery } from '../search/search-query.ts';
import type { Access } from './access.ts';
import type { Grant } from './grant.ts';

const WRITES: ReadonlySet<Interaction> = new Set<Interaction>(['c', 'u', 'd']);
const NAMES: Readonly<Record<Interaction, string>> = {
  c: 'create',
  r: 'read',
  u: 'update',
  d: 'delete',
  s: 'search',
};

/**
 * What one token permits, as grants that the store checks on each record (SMART App Launch 2.2, "Scopes for requesting
 * clinical data"):
 *
 * - `patient/` scopes are confined to the patient of the token. Shared types they may read, when a scope names them (or
 *   is for all types), and never write; of all other types that belong to no patient they permit nothing.
 * - `user/` and `system/` scopes are not confined here: this server knows no rights of users beyond their scopes.
 * - Granular scopes (`Observation.rs?category=…`) add conditions.
 */
export class AccessPolicy {
  readonly #access: Access;
  readonly #context: ParseContext;

  constructor(access: Access, context: ParseContext) {
    this.#access = access;
    this.#context = context;
  }

  /** The grants for an interaction on a type; empty when there is none. */
  grants(interaction: Interaction, resourceType: string): readonly Grant[] {
    const grants = this.#access.scopes
      .permitting(interaction, resourceType)
      .flatMap((scope) => this.#grantOf(scope, interaction, resourceType));
    // What a grant without conditions permits, one with conditions for the same patient cannot widen.
    const unconditional = grants.filter(({ criteria }) => criteria.length === 0);
    return unconditional.length > 0 && grants.every(({ patient }) => patient === grants[0]?.patient)
      ? unconditional.slice(0, 1)
      : grants;
  }

  /**
   * The grants, of which there must be one.
   *
   * @throws OperationOutcomeError 403 `missing-scope`
   */
  require(interaction: Interaction, resourceType: string): readonly Grant[] {
    const grants = this.grants(interaction, resourceType);
    if (grants.length > 0) return grants;
    throw forbidden('missing-scope', `No granted scope permits to ${NAMES[interaction]} ${resourceType}.`);
  }

  /**
   * The grants for a search, which must not name another patient than that of the token.
   *
   * @throws OperationOutcomeError 403 `missing-scope` or `other-patient`
   */
  requireSearch(query: SearchQuery): readonly Grant[] {
    const grants = this.require('s', query.resourceType);
    const { patient } = this.#access;
    if (grants.some((grant) => grant.patient === undefined) || patient === undefined) return grants;
    const foreign = patientsNamed(query).some((named) => named !== patient);
    if (foreign)
      throw forbidden('other-patient', 'The token is for one patient, and the search names another.');
    return grants;
  }

  #grantOf(scope: ResourceScope, interaction: Interaction, resourceType: string): Grant[] {
    const criteria = this.#criteriaOf(scope, resourceType);
    if (!criteria) return [];
    if (scope.context !== 'patient') return [{ criteria }];
    if (!isPatientType(resourceType)) {
      return isPatientFree(resourceType) && !WRITES.has(interaction) ? [{ criteria }] : [];
    }
    const { patient } = this.#access;
    return patient === undefined ? [] : [{ patient, criteria }];
  }

  /** Undefined for conditions that this type cannot be searched by: such a scope grants nothing of the type. */
  #criteriaOf({ query }: ResourceScope, resourceType: string) {
    try {
      return query.map(([name, value]) => parseCriterion(resourceType, name, value, this.#context));
    } catch {
      return undefined;
    }
  }
}

/** The patients that a search names by the parameters that name the patient of its type. */
function patientsNamed({ resourceType, criteria }: SearchQuery): string[] {
  const codes = patientSearchParameters(resourceType);
  return criteria.flatMap((criterion) => {
    if (criterion.test !== 'term' || criterion.negated) return [];
    const { code, home } = criterion.parameter;
    if (resourceType === 'Patient' && home === 'id') return criterion.values.map(({ value }) => value ?? '');
    return codes.includes(code) ? patientIds(criterion) : [];
  });
}
