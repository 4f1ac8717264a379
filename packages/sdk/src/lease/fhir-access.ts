import type { FhirResource } from 'fhir/r4';
import type { Runtime } from '../runtime.ts';
import type {
  FhirAccess,
  ReceiptSnapshot,
  SaveOptions,
  SearchOptions,
  SearchParameters,
} from '../workplace/types.ts';
import { LiveReceipt } from './receipt.ts';
import type { PageRequest, RecordAccess } from './record-access.ts';

/** The call surface of a context over any record: pages become an iteration, snapshots become receipts. */
export function fhirAccess(record: RecordAccess, runtime: Pick<Runtime, 'randomUUID'>): FhirAccess {
  return {
    read: (reference, options) => record.read(reference, options) as Promise<never>,
    search: (resourceType, parameters, options) =>
      searchAll(record, resourceType, parameters ?? {}, options ?? {}) as AsyncIterable<never>,
    save: (resources, options) => saveAndFollow(record, [resources].flat(), options ?? {}, runtime),
    receipts: () => record.receipts(),
    subscribe: (listener) => record.subscribe(listener),
  };
}

async function* searchAll(
  record: RecordAccess,
  resourceType: string,
  parameters: SearchParameters,
  options: SearchOptions,
): AsyncGenerator<FhirResource> {
  let remaining = options.limit ?? Number.POSITIVE_INFINITY;
  let request: PageRequest | undefined = { resourceType, parameters };
  while (request && remaining > 0) {
    const page = await record.searchPage(request, options.signal ? { signal: options.signal } : {});
    for (const resource of page.resources) {
      if (remaining-- <= 0) return;
      yield resource;
    }
    request = page.cursor === undefined ? undefined : { resourceType, cursor: page.cursor };
  }
}

async function saveAndFollow(
  record: RecordAccess,
  resources: readonly FhirResource[],
  options: SaveOptions,
  runtime: Pick<Runtime, 'randomUUID'>,
): Promise<LiveReceipt> {
  // Followed from before the call: a fast server may answer before our promise resolves.
  const early = new Map<string, ReceiptSnapshot>();
  let receipt: LiveReceipt | undefined;
  const stop = record.subscribe((snapshot) => {
    if (!receipt) early.set(snapshot.id, snapshot);
    else if (snapshot.id === receipt.id) receipt.update(snapshot);
  });
  try {
    const stored = await record.save(resources, options.operationId ?? runtime.randomUUID(), options);
    receipt = new LiveReceipt(early.get(stored.id) ?? stored);
    void receipt.settled.then(stop);
    return receipt;
  } catch (error) {
    stop();
    throw error;
  }
}
