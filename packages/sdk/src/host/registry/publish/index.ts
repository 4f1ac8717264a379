/** For those who write and publish plugins, in Node: signing a registry, and the JSON Schema of manifests. */
export { manifestJsonSchema } from '../../manifest/schema/manifest-json-schema.ts';
export type { JsonSchema } from '../../manifest/schema/to-json-schema.ts';
export { generateSigningKey, signRegistry, signRevocations } from './sign.ts';
export type { RegistryIssue, RevocationIssue, SignedIssue, SigningKey } from './sign.ts';
export type { TrustedKey } from '../signed/detached-jws.ts';
