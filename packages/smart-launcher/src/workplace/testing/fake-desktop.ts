import { SamspilError } from '@samspil/sdk';
import type { ReceiptSnapshot } from '@samspil/sdk';
import { ScopeSet, createFhirClient } from '@samspil/sdk/fhir';
import { approve, browserRuntime, createHost, memoryApprovals, staticRegistry } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import type { Outbox, RecordStore } from '@samspil/sdk/offline';
import type { FhirResource } from 'fhir/r4';
import { Connection } from '../connection.ts';
import type { Desktop } from '../desktop.ts';
import { HoodLog } from '../hood/hood-log.ts';
import type { UnsentDevices } from '../offline/unsent-devices.ts';
import { DesktopUi } from '../services/desktop-ui.ts';
import { State } from '../controllers/state.ts';

/** One request as the server would see it; a posted search has its parameters in `form`. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query below the FHIR base. */
  readonly path: string;
  readonly form: URLSearchParams;
}

/** What the server answers: resources become a searchset, a number an HTTP status, `html` a captive portal. */
export type Answer = readonly FhirResource[] | FhirResource | number | 'html';

/** A desktop for tests: real client and real host over a scripted server and an outbox whose receipts the test sets. */
export interface FakeDesktop extends Desktop {
  readonly requests: SeenRequest[];
  /** Replaces what the server does. */
  serve: (handler: (request: SeenRequest) => Answer | Promise<Answer>) => void;
  /** What waits in the outbox. */
  readonly waiting: ReceiptSnapshot[];
  /** Tells a change of a receipt, as the worker would. */
  receive: (snapshot: ReceiptSnapshot) => void;
  /** Acts on the outbox, in order, such as `retry r1`. */
  readonly acts: string[];
}

const BASE = 'https://ehr.example/fhir';

export function fakeDesktop(
  options: {
    plugins?: readonly PluginManifest[];
    /** Default: all of them. */
    approved?: readonly PluginManifest[];
    refused?: Desktop['refused'];
    /** What is held on the device. Default: nothing can be. */
    records?: RecordStore;
    /** What the server knows of other devices. Default: it does not remember. */
    unsentDevices?: UnsentDevices;
  } = {},
): FakeDesktop {
  const requests: SeenRequest[] = [];
  const waiting: ReceiptSnapshot[] = [];
  const acts: string[] = [];
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  let handler: (request: SeenRequest) => Answer | Promise<Answer> = () => [];
  const runtime = {
    ...browserRuntime(),
    async fetch(url: string, init?: RequestInit) {
      const request = new Request(url, init);
      const form = new URLSearchParams(request.method === 'POST' ? await request.text() : '');
      const seen = { method: request.method, path: url.slice(BASE.length + 1), form };
      requests.push(seen);
      return responseOf(await handler(seen));
    },
  };
  const fhir = createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'token', runtime });
  const act = async (text: string) => void acts.push(text);
  const outbox: Outbox = {
    drafts: {
      put: () => Promise.reject(new Error('These elements keep no drafts.')),
      list: async () => [],
      remove: (_owner, key) => act(`remove draft ${key}`),
      discard: (id) => act(`discard draft ${id}`),
    },
    enqueue: () => Promise.reject(new Error('These elements write nothing.')),
    list: async () => [...waiting],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: () => act('flush'),
    retry: (id) => act(`retry ${id}`),
    discard: (id, reason) => act(`discard ${id} ${reason}`),
    conflict: () => Promise.reject(new SamspilError('not-found', 'These writes are in no conflict.')),
    resolve: (id) => act(`resolve ${id}`),
    repair: () => Promise.reject(new SamspilError('not-found', 'These writes were not refused.')),
    close: () => act('close'),
  };
  const plugins = options.plugins ?? [];
  const ui = new DesktopUi(document);
  const approvals = memoryApprovals(
    (options.approved ?? plugins).map((manifest) => approve(manifest, { approvedAt: 0 })),
  );
  const host = createHost({
    approvals,
    fhir,
    outbox,
    ...(options.records && { records: options.records }),
    registry: staticRegistry(plugins),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime,
    ui,
  });
  return {
    config: { fhirBaseUrl: BASE, clientId: 'workplace', scope: '', plugins: [] },
    session: { end: async () => undefined, accessToken: async () => 'token' },
    user: 'Practitioner/nurse',
    fhir,
    outbox,
    host,
    ui,
    connection: new Connection({
      connectionUrl: undefined,
      fetch: () => Promise.reject(new Error('There is no switch.')),
      onChange: (isOnline) => host.setOnline(isOnline),
      isDeviceOnline: true,
    }),
    log: new HoodLog(host),
    approvals,
    plugins,
    refused: options.refused ?? [],
    names: new State<ReadonlyMap<string, string>>(new Map()),
    isLoginNeeded: new State(false),
    unsentDevices: options.unsentDevices,
    requests,
    serve: (next) => {
      handler = next;
    },
    waiting,
    receive: (snapshot) => {
      for (const listener of [...listeners]) listener(snapshot);
    },
    acts,
  };
}

function responseOf(answer: Answer): Response {
  if (answer === 'html')
    return new Response('<title>Log on</title>', { headers: { 'Content-Type': 'text/html' } });
  if (typeof answer === 'number')
    return Response.json({ resourceType: 'OperationOutcome' }, { status: answer });
  return Response.json(Array.isArray(answer) ? searchset(answer as FhirResource[]) : answer);
}

function searchset(resources: readonly FhirResource[]): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource })),
  };
}

/** A receipt, changed where a test says so. */
export function receipt(changes: Partial<ReceiptSnapshot> = {}): ReceiptSnapshot {
  return {
    id: 'r1',
    state: 'stored',
    patient: 'p1',
    plugin: { id: 'bedside-vitals', version: '1.2.3' },
    measuredAt: '2026-01-15T08:00:00+01:00',
    storedAt: '2026-01-15T07:01:00.000Z',
    resources: [{ reference: 'Observation/o1' }],
    ...changes,
  };
}

/** What a person reads in an element, spaces joined. */
export function words(element: Element | null | undefined): string {
  return (element?.shadowRoot ?? element)?.textContent?.replace(/[\s\u00a0]+/g, ' ').trim() ?? '';
}
