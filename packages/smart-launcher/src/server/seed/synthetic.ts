import type { Meta, Resource } from 'fhir/r4';

/** Code system of our tags. */
export const ORIGIN_SYSTEM = 'https://samspil.dk/fhir/CodeSystem/origin';

const HTEST = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};
const SYNTHETIC = { system: ORIGIN_SYSTEM, code: 'synthetic', display: 'Syntetisk: ingen virkelig person' };

/** Marks a resource as made up, for every reader and every search, and puts `id` and `meta` where people look first. */
export function synthetic<R extends Resource>(id: string, resource: R): R {
  const { resourceType, meta, ...rest } = resource;
  const marked: Meta = { ...meta, security: [...(meta?.security ?? []), HTEST], tag: [SYNTHETIC] };
  return { resourceType, id, meta: marked, ...rest } as unknown as R;
}
