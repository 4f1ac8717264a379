import type { FhirResource } from 'fhir/r4';

/** What was sent for each prefetch key: resources of the type of the template, and of this patient. */
export class Prefetched {
  readonly #resources: ReadonlyMap<string, readonly FhirResource[]>;

  constructor(resources: ReadonlyMap<string, readonly FhirResource[]>) {
    this.#resources = resources;
  }

  of<T extends FhirResource>(key: string): readonly T[] {
    return (this.#resources.get(key) ?? []) as readonly T[];
  }
}
