import type { Bundle, FhirResource } from 'fhir/r4';
import type { Runtime } from '../runtime.ts';
import type {
  FhirAccess,
  ReceiptSnapshot,
  SaveOptions,
  SearchOptions,
  SearchParameters,
} from '../workplace/types.ts';
import type { Lease } from './lease.ts';
import { LiveReceipt } from './receipt.ts';
import type { PageRequest, RecordAccess, RecordRead } from './record-access.ts';

/** The call surface of a context over any record: pages become an iteration, snapshots become receipts. */
export function fhirAccess(
  record: RecordAccess,
  lease: Lease,
  runtime: Pick<Runtime, 'randomUUID'>,
): FhirAccess {
  const ages = new WeakMap<FhirResource, string>();
  const aged = ({ resource, fetchedAt }: RecordRead) => {
    ages.set(resource, fetchedAt);
    if (resource.resourceType === 'Bundle')
      for (const entry of (resource as Bundle<FhirResource>).entry ?? [])
        if (entry.resource) ages.set(entry.resource, fetchedAt);
    return resource;
  };
  return {
    read: async (reference, options) => aged(await record.read(reference, options)) as never,
    search: (resourceType, parameters, options) =>
      searchAll(record, lease, resourceType, parameters ?? {}, options ?? {}, aged) as AsyncIterable<never>,
    request: async (request, options) => aged(await record.request(request, options)) as never,
    fetchedAt: (resource) => ages.get(resource),
    save: (resources, options) => saveAndFollow(record, lease, [resources].flat(), options ?? {}, runtime),
    receipts: () => record.receipts(),
    subscribe: (listener) => record.subscribe(listener),
  };
}

async function* searchAll(
  record: RecordAccess,
  lease: Lease,
  resourceType: string,
  parameters: SearchParameters,
  { limit, ...options }: SearchOptions,
  aged: (read: RecordRead) => FhirResource,
): AsyncGenerator<FhirResource> {
  let remaining = limit ?? Number.POSITIVE_INFINITY;
  let request: PageRequest | undefined = { resourceType, parameters };
  while (request && remaining > 0) {
    const page = await record.searchPage(request, options);
    const { fetchedAt } = page;
    for (const resource of page.resources) {
      if (remaining-- <= 0) return;
      // The rest of a page that came in time is still too late once the patient has left the screen.
      lease.assertLive();
      yield aged({ resource, fetchedAt });
    }
    request = page.cursor === undefined ? undefined : { resourceType, cursor: page.cursor };
  }
}

async function saveAndFollow(
  record: RecordAccess,
  lease: Lease,
  resources: readonly FhirResource[],
  options: SaveOptions,
  runtime: Pick<Runtime, 'randomUUID'>,
): Promise<LiveReceipt> {
  // Followed from before the call: a fast server may answer before our promise resolves.
  const early = new Map<string, ReceiptSnapshot>();
  let receipt: LiveReceipt | undefined;
  const stop = record.subscribe((snapshot) => {
    if (!receipt) early.set(snapshot.id, snapshot);
    else if (snapshot.id === receipt.id) {
      receipt.update(snapshot);
      // Not at a conflict or a rejection: a person may put the write back in the queue.
      if (snapshot.state === 'accepted') stop();
    }
  });
  try {
    const stored = await record.save(resources, options.operationId ?? runtime.randomUUID(), options);
    const saved = new LiveReceipt(early.get(stored.id) ?? stored);
    receipt = saved;
    if (saved.state === 'accepted') stop();
    abandonAtEnd(saved, lease);
    return saved;
  } catch (error) {
    stop();
    throw error;
  }
}

/** Nobody waits for ever: under an ended lease no news arrives. */
function abandonAtEnd(receipt: LiveReceipt, { ended }: Lease): void {
  const abandon = () => receipt.abandon(ended.reason);
  if (ended.aborted) return abandon();
  ended.addEventListener('abort', abandon, { once: true });
  const forget = () => ended.removeEventListener('abort', abandon);
  receipt.settled.then(forget, forget);
}
