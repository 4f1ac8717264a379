import type { FhirResource } from 'fhir/r4';
import { keyOf } from './requests/asked.ts';

/** How many versions are remembered as the base of a later change; older ones are asked of the server when needed. */
const KEPT_VERSIONS = 1000;

/** What was given out under a lease, and so was seen to belong to its patient. */
export class ShownResources {
  readonly #references = new Set<string>();
  readonly #versions = new Map<string, FhirResource>();

  /** Remembers what stands now. The resource must not be changed by anybody afterwards. */
  add(resource: FhirResource): void {
    this.#references.add(keyOf(resource));
    this.addVersion(resource);
  }

  /** Remembers a version, whether or not it still stands. */
  addVersion(resource: FhirResource): void {
    const { versionId, tag } = resource.meta ?? {};
    // Only a part of it: merging with that would take the rest for deleted.
    if (versionId === undefined || tag?.some(({ code }) => code === 'SUBSETTED')) return;
    const key = `${keyOf(resource)}/_history/${versionId}`;
    this.#versions.delete(key);
    this.#versions.set(key, resource);
    const [oldest] = this.#versions.keys();
    if (this.#versions.size > KEPT_VERSIONS && oldest !== undefined) this.#versions.delete(oldest);
  }

  /** Whether `Type/id` was given out. */
  has(reference: string): boolean {
    return this.#references.has(reference);
  }

  /** A version as it was read; undefined when it is not known (any more). */
  version(reference: string, versionId: string): FhirResource | undefined {
    return this.#versions.get(`${reference}/_history/${versionId}`);
  }
}
