import type { FhirResource, Reference } from 'fhir/r4';
import { SamspilError } from '../../errors.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import type { Outbox } from '../../offline/types.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import { keyOf } from '../requests/asked.ts';
import { wrongPatient } from '../requests/confinement.ts';
import { assertPermitted } from '../grants.ts';
import { belongsTo } from '../answers/ownership.ts';
import { resourcesToSave } from './transaction.ts';
import { assertWritable, isNew, plainCopy, staysIn } from './writable.ts';
import type { Lease } from '../lease.ts';

/** What a save is judged by, and where it goes. */
export interface SaveContext {
  lease: Lease;
  scopes: ScopeSet;
  mayWrite?: () => SamspilError | undefined;
  plugin: { id: string; version: string; title?: string; view?: string };
  /** Receipt of the refused write it takes the place of: whose that may be, the outbox judges in the same change. */
  replaces?: string;
  author: Reference;
  fhir: { readonly fhirBaseUrl: string };
  outbox: Outbox;
  signal?: AbortSignal;
  /** The caller's position in a trace. */
  traceparent?: string;
  /** What stands on the server now. */
  readStanding: (reference: string) => Promise<FhirResource>;
  readStay: (reference: string) => Promise<FhirResource>;
  /** A version that was read under this lease; undefined where it is not known any more. */
  readBase: (reference: string, versionId: string) => FhirResource | undefined;
  /** Whether this plugin was given this resource under this lease, so that it is known to be this patient's. */
  wasShown: (reference: string) => boolean;
}

/**
 * 1. The call is judged once, when it arrives: the lease, the right to write, each resource by patient and scopes.
 * 2. What a change would overwrite, and a stay that is referred to, is looked up unless it is known: it may be another
 *    patient's, whatever the resource itself says.
 * 3. Lease and right are asked for again, because looking up takes time, and the group is handed to the outbox in the same
 *    step. What became durable is answered truthfully even if the lease ends after that: the write carries its own
 *    patient and can reach no other.
 *
 * @throws `stale-context`, `aborted`, `invalid-request`, `wrong-patient`, `denied`, and what `mayWrite` says; where it
 *   `replaces` a write also `not-found`, `conflict`
 */
export async function saveJudged(
  given: readonly FhirResource[],
  operationId: string,
  context: SaveContext,
): Promise<ReceiptSnapshot> {
  const { lease, scopes, plugin, author, outbox, fhir, signal, traceparent, replaces } = context;
  lease.assertLive();
  if (signal?.aborted) throw new SamspilError('aborted', 'The save was withdrawn before it began.');
  if (given.length === 0) throw new SamspilError('invalid-request', 'There is nothing to save.');
  assertMayWrite(context);
  const resources = resourcesToSave(plainCopy(given));
  for (const resource of resources) {
    assertWritable(resource, lease.patientId, fhir.fhirBaseUrl);
    assertPermitted(scopes, isNew(resource) ? 'c' : 'u', resource);
  }
  const bases = await basesOfOwn(resources, context);
  await assertStaysOwn(resources, context);
  assertMayWrite(context);
  // Every await above was a moment in which the patient could change, even one that waited for nothing. From here to the
  // outbox there is none: what is handed over was handed over under a lease that held.
  lease.assertLive();
  const { patientId: patient, id } = lease;
  const snapshot = await outbox.enqueue({
    ...{ operationId, patient, resources, author, plugin, lease: id },
    ...(bases.length > 0 && { bases }),
    ...(traceparent !== undefined && { traceparent }),
    ...(replaces !== undefined && { replaces }),
  });
  // The first receipt under an id counts; that of another write would say "stored" about one that is not.
  if (snapshot.patient !== patient || snapshot.plugin.id !== plugin.id) {
    throw new SamspilError(
      'invalid-request',
      'This operationId was used for another write: take a random one.',
    );
  }
  return snapshot;
}

function assertMayWrite({ mayWrite }: SaveContext): void {
  const refusal = mayWrite?.();
  if (refusal) throw refusal;
}

/**
 * A change overwrites what stands under its id: that may be another patient's. Gives what is known of the versions that
 * the changes are based on. They come from our own reading, never from the caller: whoever could say what it was before
 * could make a merge take back what somebody else wrote.
 */
async function basesOfOwn(
  resources: readonly FhirResource[],
  { lease, fhir, readStanding, wasShown, readBase }: SaveContext,
): Promise<FhirResource[]> {
  const bases: FhirResource[] = [];
  for (const resource of resources) {
    if (isNew(resource)) continue;
    const reference = keyOf(resource);
    const versionId = resource.meta?.versionId ?? '';
    const known = readBase(reference, versionId);
    if (known) bases.push(known);
    if (resource.resourceType === 'Patient' || wasShown(reference)) continue;
    const standing = await readStanding(reference);
    if (!belongsTo(standing, lease.patientId, fhir.fhirBaseUrl)) throw wrongPatient();
    if (!known && standing.meta?.versionId === versionId) bases.push(standing);
  }
  return bases;
}

/** A note under another patient's stay is found in that patient's record, whatever its own subject says. */
async function assertStaysOwn(
  resources: readonly FhirResource[],
  { lease, fhir, outbox, readStay, wasShown }: SaveContext,
): Promise<void> {
  const isKnown = (reference: string) =>
    reference === lease.subject.encounter?.reference || wasShown(reference);
  const unknown = [...staysIn(resources, fhir.fhirBaseUrl)].filter((reference) => !isKnown(reference));
  if (unknown.length === 0) return;
  // A stay that was recorded here and waits in the outbox is on no server yet.
  const waiting = await outbox.list({ patient: lease.patientId });
  const madeHere = new Set(waiting.flatMap((receipt) => receipt.resources.map(({ reference }) => reference)));
  for (const reference of unknown) {
    if (madeHere.has(reference)) continue;
    if (!belongsTo(await readStay(reference), lease.patientId, fhir.fhirBaseUrl)) throw wrongPatient();
  }
}
