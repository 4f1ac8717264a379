import DESCRIPTIONS from './descriptions.json' with { type: 'json' };
import { manifestSchema } from './manifest-schema.ts';
import { PREDICATES } from './predicate-schema.ts';
import { toJsonSchema } from './to-json-schema.ts';
import type { JsonSchema } from './to-json-schema.ts';

/** Where the package lies once it is published. */
export const MANIFEST_SCHEMA_ID = 'https://unpkg.com/@samspil/sdk/dist/manifest.schema.json';

const texts: ReadonlyMap<string, string> = new Map(Object.entries(DESCRIPTIONS));

/**
 * The published JSON Schema of manifests (draft 2020-12), made from the schema that {@link parseManifest} reads by, with
 * the descriptions that an editor shows. It is exact where JSON Schema can be; what only a host can judge (that an
 * address lies at its origin, that a stage ends after it begins) it lets pass.
 */
export function manifestJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: MANIFEST_SCHEMA_ID,
    title: 'Samspil plugin manifest',
    ...toJsonSchema(manifestSchema, '', (path) => texts.get(path)),
    $defs: {
      predicate: {
        description: texts.get('#predicate'),
        oneOf: PREDICATES.map(([, schema]) =>
          // The condition as a whole is described above its alternatives, each of them by its key.
          toJsonSchema(schema, '#predicate', (at) => (at === '#predicate' ? undefined : texts.get(at))),
        ),
      },
    },
  };
}
