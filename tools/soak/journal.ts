import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { OPERATION_SYSTEM } from '../../packages/sdk/src/offline/write/operation-mark.ts';

const TYPES = ['Observation', 'Provenance'];

/** What the server can do, as it says itself. */
export const STATEMENT = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [{ mode: 'server', resource: TYPES.map((type) => ({ type, updateCreate: true })) }],
};

interface Row {
  readonly resource: FhirResource;
  readonly versionId: string;
}

/**
 * A FHIR server as far as an outbox needs one, whose work does not grow with what it holds: new resources by client id in
 * transactions, and reads. It counts every version that came into being by its operation identifier.
 */
export class SoakJournal {
  /** Versions by `Type mark`. */
  readonly effects = new Map<string, number>();
  readonly #rows = new Map<string, Row>();

  /** Undefined when it was refused because something stands there already. */
  transact({ entry = [] }: Bundle): Bundle | undefined {
    const isRefused = entry.some(
      ({ request }) => request?.ifNoneMatch === '*' && this.#rows.has(request.url),
    );
    if (isRefused) return undefined;
    return {
      resourceType: 'Bundle',
      type: 'transaction-response',
      entry: entry.map((line) => this.#store(line)),
    };
  }

  read(reference: string): FhirResource | undefined {
    return this.#rows.get(reference)?.resource;
  }

  #store({ request, resource }: BundleEntry): BundleEntry {
    const reference = request?.url ?? '';
    const versionId = String(Number(this.#rows.get(reference)?.versionId ?? 0) + 1);
    const stored = {
      ...resource,
      meta: { ...(resource as FhirResource).meta, versionId },
    } as FhirResource;
    this.#rows.set(reference, { resource: stored, versionId });
    for (const mark of marksOf(stored)) {
      const key = `${stored.resourceType} ${mark}`;
      this.effects.set(key, (this.effects.get(key) ?? 0) + 1);
    }
    const location = `${reference}/_history/${versionId}`;
    return { response: { status: '201 Created', location, etag: `W/"${versionId}"` } };
  }
}

function marksOf(resource: FhirResource): string[] {
  const { identifier } = resource as { identifier?: unknown };
  const identifiers = Array.isArray(identifier) ? (identifier as { system?: string; value?: string }[]) : [];
  const tags = resource.meta?.tag ?? [];
  return [
    ...identifiers.flatMap(({ system, value }) => (system === OPERATION_SYSTEM && value ? [value] : [])),
    ...tags.flatMap(({ system, code }) => (system === OPERATION_SYSTEM && code ? [code] : [])),
  ];
}
