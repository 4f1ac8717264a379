import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../src/errors.ts';
import type { Outbox, WriteRequest } from '../../src/offline/types.ts';
import type { ReceiptSnapshot } from '../../src/workplace/types.ts';
import { memoryDrafts } from '../memory-drafts.ts';
import type { MemoryDrafts } from '../memory-drafts.ts';
import type { Scheduler } from './scheduler.ts';

export const BASE = 'https://ehr.example/fhir';

/** One write as it was handed over. */
export interface JournalLine {
  readonly write: WriteRequest;
  /** Whether the lease it names held in the moment it was handed over. */
  readonly wasHeld: boolean;
  /** Committed on the device: from here on it may be acknowledged. */
  isDurable: boolean;
  /** On the server. */
  isAccepted: boolean;
}

/** The existing system and the way to it, in memory: reads are answered, writes become durable and are sent, when the schedule says so. */
export interface RecordServer {
  readonly fetch: (url: string) => Promise<Response>;
  readonly outbox: Outbox & { drafts: MemoryDrafts };
  /** Everything that was ever handed over, in order; a repeat of an operation stands once. */
  readonly journal: JournalLine[];
}

export function recordServer(
  scheduler: Scheduler,
  records: readonly FhirResource[],
  isHeld: (lease: string) => boolean,
): RecordServer {
  const journal: JournalLine[] = [];
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  const byName = new Map(records.map((record) => [`${record.resourceType}/${record.id}`, record]));
  const happen = (queue: string, label: string) =>
    new Promise<void>((resolve) => scheduler.post(queue, label, resolve));
  const tell = (snapshot: ReceiptSnapshot) => {
    for (const listener of [...listeners]) listener(snapshot);
  };
  const lineOf = (operationId: string) => journal.find(({ write }) => write.operationId === operationId);

  async function enqueue(write: WriteRequest): Promise<ReceiptSnapshot> {
    const known = lineOf(write.operationId);
    const line = known ?? {
      write: structuredClone(write),
      wasHeld: isHeld(write.lease),
      isDurable: false,
      isAccepted: false,
    };
    if (!known) journal.push(line);
    await happen('store', 'commit');
    line.isDurable = true;
    tell(snapshotOf(line));
    if (!known) scheduler.post('network', 'accept', () => accept(line));
    return snapshotOf(line);
  }

  function accept(line: JournalLine): void {
    line.isAccepted = true;
    tell(snapshotOf(line));
  }

  const drafts = memoryDrafts();
  drafts.hold = () => happen('store', 'keep draft');
  const outbox: RecordServer['outbox'] = {
    drafts,
    enqueue,
    list: async ({ patient } = {}) =>
      journal
        .filter(({ write, isAccepted }) => !isAccepted && write.patient === (patient ?? write.patient))
        .map((line) => snapshotOf(line)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: async () => undefined,
    conflict: () => Promise.reject(new SamspilError('not-found', 'Nothing is in conflict here.')),
    resolve: () => Promise.reject(new SamspilError('not-found', 'Nothing is in conflict here.')),
    repair: () => Promise.reject(new SamspilError('not-found', 'Nothing was refused here.')),
    retry: async () => undefined,
    discard: async () => undefined,
    close: async () => undefined,
  };
  return {
    journal,
    outbox,
    async fetch(url) {
      const name = decodeURIComponent(new URL(url).pathname.slice('/fhir/'.length));
      await happen('network', 'answer');
      const record = byName.get(name);
      return record ? answer(200, record) : answer(404, { resourceType: 'OperationOutcome', issue: [] });
    },
  };
}

function snapshotOf({ write, isAccepted }: JournalLine): ReceiptSnapshot {
  return {
    id: write.operationId,
    state: isAccepted ? 'accepted' : 'stored',
    patient: write.patient,
    plugin: { id: write.plugin.id, version: write.plugin.version },
    storedAt: '2026-01-15T08:00:00.000Z',
    resources: [],
  };
}

/** An answer whose body takes no time of its own: a real one reads a stream, and when that is read nobody schedules. */
function answer(status: number, body: object): Response {
  const text = JSON.stringify(body);
  const headers = new Headers({ 'Content-Type': 'application/fhir+json' });
  return { status, ok: status < 400, headers, text: async () => text } as Response;
}
