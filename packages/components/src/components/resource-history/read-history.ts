import type { ClinicalContext } from '@samspil/sdk';
import type { Bundle, FhirResource, Practitioner, Provenance } from 'fhir/r4';
import { codeOf } from '../../controllers/lease-task.ts';
import { objectsIn } from '../../format/concepts.ts';
import { formatNameInOrder, nameOf } from '../../format/names.ts';
import { textIn } from '../../format/text-in.ts';
import type { Version } from './version-facts.ts';

/** The versions of one resource, newest first, and who made them. */
export interface ReadHistory {
  readonly versions: readonly Version[];
  /** The oldest of them is the first there was. */
  readonly isWhole: boolean;
  /** There are older ones, but nobody can say which: version ids that are no numbers. */
  readonly isOnlyCurrent: boolean;
  /** Undefined when it could not be read. */
  readonly provenances: readonly Provenance[] | undefined;
}

/**
 * Reads under a lease, which knows no `_history`: the present version, those before it by their numbers, and the
 * provenance of all of them.
 *
 * @param most how many versions
 * @throws the codes of a FHIR read
 */
export async function readHistory(
  { fhir }: ClinicalContext,
  { reference, most, signal }: { reference: string; most: number; signal: AbortSignal },
): Promise<ReadHistory> {
  const [current, provenances] = await Promise.all([
    fhir.read(reference, { signal }),
    readProvenances(fhir, reference, signal).catch(() => undefined),
  ]);
  const newest = contentOf(current);
  const number = /^[1-9]\d{0,5}$/.test(newest.versionId) ? Number(newest.versionId) : undefined;
  const older = Array.from(
    { length: Math.min(most, number ?? 1) - 1 },
    (_each, index) => (number ?? 1) - 1 - index,
  );
  const versions = [
    newest,
    ...(await Promise.all(older.map((id) => readVersion(fhir, reference, String(id), signal)))),
  ];
  const isOnlyCurrent = number === undefined;
  return { versions, isWhole: !isOnlyCurrent && versions.length >= number, isOnlyCurrent, provenances };
}

async function readVersion(
  fhir: ClinicalContext['fhir'],
  reference: string,
  versionId: string,
  signal: AbortSignal,
): Promise<Version> {
  try {
    const resource = await fhir.request({ url: `${reference}/_history/${versionId}` }, { signal });
    return { ...contentOf(resource), versionId };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'gone') return { versionId, kind: 'deleted' };
    if (code === 'not-found') return { versionId, kind: 'missing' };
    throw error;
  }
}

/**
 * Brought along with what they speak of: a Provenance names no patient of its own, so a search for it, to which the lease
 * adds the patient, would find only what was said of the Patient itself.
 */
async function readProvenances(
  fhir: ClinicalContext['fhir'],
  reference: string,
  signal: AbortSignal,
): Promise<Provenance[]> {
  const [type = '', _id = ''] = reference.split('/');
  const query = new URLSearchParams({ _id, _revinclude: 'Provenance:target' });
  const bundle = await fhir.request<Bundle<FhirResource>>({ url: `${type}?${query.toString()}` }, { signal });
  const found = objectsIn(bundle.entry).flatMap(({ resource }) =>
    resource?.resourceType === 'Provenance' ? [resource] : [],
  );
  return Promise.all(found.map((provenance) => withNames(fhir, provenance, signal)));
}

/** Agents are often only referred to: who they are is read beside it, where that is permitted. */
async function withNames(
  fhir: ClinicalContext['fhir'],
  provenance: Provenance,
  signal: AbortSignal,
): Promise<Provenance> {
  const agent = await Promise.all(
    objectsIn(provenance.agent).map(async (each) => {
      const reference = textIn(each.who?.reference);
      if (textIn(each.who?.display) || !reference?.startsWith('Practitioner/')) return each;
      const person = await fhir.read<Practitioner>(reference, { signal }).catch(() => undefined);
      const name = nameOf(person?.name);
      return name ? { ...each, who: { ...each.who, display: formatNameInOrder(name) } } : each;
    }),
  );
  return { ...provenance, agent };
}

/** A history as a server's `_history` gives it. What is no version is counted. */
export function givenHistory(
  bundle: Bundle,
  provenances: readonly Provenance[] | undefined,
): ReadHistory & { unreadable: number } {
  const entries: unknown = bundle?.entry;
  const versions = objectsIn(bundle?.entry).flatMap(({ resource, request, response }): Version[] => {
    if (resource && typeof resource === 'object') return [contentOf(resource as FhirResource)];
    const url = textIn(request?.url) ?? '';
    const versionId = textIn(response?.etag)?.replace(/^W\/"|"$/g, '') ?? '';
    if (request?.method !== 'DELETE' && !url) return [];
    return [
      {
        versionId,
        kind: request?.method === 'DELETE' ? 'deleted' : 'missing',
        storedAt: textIn(response?.lastModified),
      },
    ];
  });
  const isMore = objectsIn(bundle?.link).some(({ relation }) => relation === 'next');
  const given = Array.isArray(entries) ? entries.length : entries === undefined ? 0 : 1;
  return {
    versions,
    isWhole: !isMore,
    isOnlyCurrent: false,
    provenances,
    unreadable: given - versions.length,
  };
}

function contentOf(resource: FhirResource): Version {
  const { versionId, lastUpdated } = resource.meta ?? {};
  return { versionId: textIn(versionId) ?? '', kind: 'content', resource, storedAt: textIn(lastUpdated) };
}
