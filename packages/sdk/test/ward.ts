import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { SamspilError } from '../src/errors.ts';
import { patientsOf } from '../src/fhir/compartment.ts';
import { createFhirClient } from '../src/fhir/client.ts';
import type { FhirClient } from '../src/fhir/client.ts';
import type { Outbox, WriteRequest } from '../src/offline/types.ts';
import type { ParkedWrite } from '../src/offline/write/parked-write.ts';
import type { ReceiptSnapshot } from '../src/workplace/types.ts';
import { memoryDrafts } from './memory-drafts.ts';
import { fhirAnswer, scriptedRuntime } from './scripted-runtime.ts';
import type { ScriptedRuntime } from './scripted-runtime.ts';

export const BASE = 'https://ehr.example/fhir';

/** A FHIR server with a few records, behind our own client. */
export interface Ward {
  readonly fhir: FhirClient;
  readonly runtime: ScriptedRuntime;
  readonly records: Map<string, FhirResource>;
  /** What was asked for, without the base; a posted search is written like one in the address. */
  readonly asked: string[];
  /** Answers the next searches instead of the records, for servers that misbehave. */
  answers: Bundle[];
  /** When set, an answer waits until the test lets it go. */
  hold: (() => Promise<void>) | undefined;
}

/** Searches by the patient in the query only: what a server leaves out of account is then for the client to notice. */
export function openWard(records: readonly FhirResource[]): Ward {
  const ward: Omit<Ward, 'fhir' | 'runtime'> = {
    records: new Map(records.map((resource) => [`${resource.resourceType}/${resource.id}`, resource])),
    asked: [],
    answers: [],
    hold: undefined,
  };
  const runtime = scriptedRuntime(async (request) => {
    const path = await pathOf(request);
    ward.asked.push(path);
    await opened.hold?.();
    const { pathname, searchParams } = new URL(path, `${BASE}/`);
    const name = decodeURIComponent(pathname.slice('/fhir/'.length)).replace(/\/_history\/[^/]+$/, '');
    const record = opened.records.get(name);
    if (record) return fhirAnswer(record);
    const scripted = opened.answers.shift();
    if (scripted) return fhirAnswer(scripted);
    if (name.includes('/') && !name.endsWith('$everything'))
      return fhirAnswer({ resourceType: 'OperationOutcome', issue: [] }, { status: 404 });
    return fhirAnswer(searchset(findIn(opened.records, name, searchParams)));
  });
  const fhir = createFhirClient({
    fhirBaseUrl: BASE,
    accessToken: async () => 'secret-token',
    runtime,
    traceContext: true,
  });
  const opened: Ward = Object.assign(ward, { fhir, runtime });
  return opened;
}

/** What was asked, relative to the base; a posted search as if its form stood in the address. */
async function pathOf(request: Request): Promise<string> {
  const path = request.url.slice(BASE.length + 1);
  if (request.method !== 'POST' || !path.endsWith('/_search')) return path;
  const form = decodeForm(await request.text());
  return `${path.slice(0, -'/_search'.length)}${form && `?${form}`}`;
}

/** As a person would write it, so that tests can be read. */
function decodeForm(text: string): string {
  return [...new URLSearchParams(text)].map(([name, value]) => `${name}=${value}`).join('&');
}

function findIn(
  records: ReadonlyMap<string, FhirResource>,
  type: string,
  query: URLSearchParams,
): FhirResource[] {
  const patient = query.get('patient') ?? query.get('subject') ?? query.get('_id');
  return [...records.values()].filter(
    (resource) =>
      resource.resourceType === type && (patient === null || patientsOf(resource, BASE).includes(patient)),
  );
}

/** A page of matches, and where the next one is. */
export function searchset(matches: readonly FhirResource[], next?: string, more: BundleEntry[] = []): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [...matches.map((resource) => ({ resource, search: { mode: 'match' as const } })), ...more],
    ...(next && { link: [{ relation: 'next', url: `${BASE}?page=${next}` }] }),
  };
}

/** An {@link Outbox} that keeps what it is given, and whose server the test plays. */
export interface RecordingOutbox extends Outbox {
  readonly writes: WriteRequest[];
  /** Refused writes by id, as a person has them corrected. */
  readonly parked: Map<string, ParkedWrite>;
  readonly flushes: number;
  /** Listeners that are subscribed now. */
  readonly listening: number;
  /** Says that the state of a write changed. */
  announce(id: string, change: Partial<ReceiptSnapshot>): void;
  /** When set, a write becomes durable only when the test lets it. */
  hold: (() => Promise<void>) | undefined;
}

export function recordingOutbox(): RecordingOutbox {
  const writes: WriteRequest[] = [];
  const receipts = new Map<string, ReceiptSnapshot>();
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  let flushes = 0;
  const outbox: RecordingOutbox = {
    drafts: memoryDrafts(),
    writes,
    hold: undefined,
    parked: new Map(),
    get flushes() {
      return flushes;
    },
    get listening() {
      return listeners.size;
    },
    async enqueue(write) {
      const known = receipts.get(write.operationId);
      if (known) return known;
      if (write.replaces !== undefined && !outbox.parked.has(write.replaces))
        throw new SamspilError('not-found', 'Nothing was refused under this id.');
      writes.push(write);
      await outbox.hold?.();
      const snapshot: ReceiptSnapshot = {
        id: write.replaces ?? write.operationId,
        state: 'stored',
        patient: write.patient,
        plugin: { id: write.plugin.id, version: write.plugin.version },
        storedAt: '2026-01-15T08:00:00+01:00',
        resources: write.resources.map(({ resourceType, id }) => ({
          reference: `${resourceType}/${id ?? 'new'}`,
        })),
      };
      receipts.set(snapshot.id, snapshot);
      for (const listener of [...listeners]) listener(snapshot);
      return snapshot;
    },
    async list({ patient } = {}) {
      return [...receipts.values()].filter(
        (receipt) => receipt.state !== 'accepted' && (patient === undefined || receipt.patient === patient),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async flush() {
      flushes += 1;
    },
    conflict: () => Promise.reject(new SamspilError('not-found', 'Nothing is in conflict here.')),
    resolve: () => Promise.reject(new SamspilError('not-found', 'Nothing is in conflict here.')),
    async repair(id) {
      const parked = outbox.parked.get(id);
      if (!parked) throw new SamspilError('not-found', 'Nothing was refused under this id.');
      return parked;
    },
    async retry() {},
    async discard() {},
    async close() {},
    announce(id, change) {
      const known = receipts.get(id);
      if (!known) throw new Error('The test announces a write that was never made.');
      const snapshot = { ...known, ...change };
      receipts.set(id, snapshot);
      for (const listener of [...listeners]) listener(snapshot);
    },
  };
  return outbox;
}

/** A promise and the key to it, so that a test decides when something comes to pass. */
export function gate(): { open: () => void; passed: Promise<void> } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}
