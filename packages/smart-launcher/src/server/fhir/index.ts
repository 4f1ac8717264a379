/** The FHIR R4 server of the simulator: records in PostgreSQL, FHIR REST over `node:http`, scopes enforced on every call. */
export { openDatabase } from './database/open-database.ts';
export type { DatabaseOptions } from './database/open-database.ts';
export type { Database, Sql } from './database/database.ts';
export { readDefinitions } from './definitions/definitions.ts';
export type { Definitions } from './definitions/definitions.ts';
export { FhirStore } from './store/fhir-store.ts';
export type { FhirStoreOptions } from './store/fhir-store.ts';
export type { LoadResult } from './store/bulk-load.ts';
export { createFhirHandler } from './http/create-fhir-handler.ts';
export type { FhirHandler, FhirHandlerOptions } from './http/create-fhir-handler.ts';
export type { OAuthEndpoints } from './http/capability-statement.ts';
export type { AllowedOrigins } from './http/cors.ts';
export type { Fault } from './http/fault.ts';
export type { Access } from './access/access.ts';
export { DENIAL_SYSTEM } from './outcomes.ts';
export type { Denial } from './outcomes.ts';
