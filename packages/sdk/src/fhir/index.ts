/** FHIR R4 over REST: a client with one request path, and the questions about scopes and compartments asked on both sides. */
export { createFhirClient } from './client.ts';
export type { FhirClient, FhirClientOptions } from './client.ts';
export type { CreateOptions } from './interactions/create.ts';
export type { UpdateOptions } from './interactions/update.ts';
export type { JsonPatchOperation, PatchOptions } from './interactions/patch.ts';
export type { RequestOptions } from './request.ts';
export type { Written } from './interactions/written.ts';
export { capabilityOf } from './capabilities.ts';
export { searchToken } from './interactions/search.ts';
export type { SearchRequestOptions } from './interactions/search.ts';
export { parseLiteralReference } from './literal-reference.ts';
export type { LiteralReference } from './literal-reference.ts';
export { isPatientType, patientSearchParameters, patientsOf, subjectElements } from './compartment.ts';
export type { ResourceLike } from './compartment.ts';
export { isPatientFree } from './patient-free-types.ts';
export { ScopeSet, parseResourceScope } from './scopes.ts';
export type { Interaction, ResourceScope, ScopeContext } from './scopes.ts';
