import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import { ScopeSet } from '@samspil/sdk/fhir';
import {
  createFhirHandler,
  FhirStore,
  openDatabase,
  type Access,
  type DatabaseOptions,
  type Fault,
  type FhirHandlerOptions,
} from '../../src/server/fhir/index.ts';

// The tests read bodies of every shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = Record<string, any>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Call {
  /** `user/*.cruds` when not given; undefined sends no token. */
  as?: Token | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A token of the tests is its own content. */
export interface Token {
  scope: string;
  patient?: string;
}

/** A FHIR server on a port of its own, over a database in memory, spoken to with `fetch`. */
export interface TestServer {
  readonly fhirBaseUrl: string;
  readonly store: FhirStore;
  /** Happens to the next request only. */
  failNext(fault: Fault): void;
  /** Faults of the server itself, which no test should cause. */
  readonly faults: unknown[];
  call(method: string, path: string, call?: Call): Promise<Answer>;
  close(): Promise<void>;
}

export const ALL: Token = { scope: 'user/*.cruds' };

export async function startTestServer(
  options: {
    database?: DatabaseOptions;
    handler?: Partial<FhirHandlerOptions>;
    now?: () => number;
    keep?: boolean;
  } = {},
): Promise<TestServer> {
  const database = await openDatabase(options.database ?? { memory: true });
  const faults: unknown[] = [];
  let next: Fault | undefined;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fhirBaseUrl = `http://127.0.0.1:${port}/fhir`;
  const store = await FhirStore.open(database, { fhirBaseUrl, ...(options.now && { now: options.now }) });
  if (!options.keep) await store.clear();
  const handle = createFhirHandler({
    store,
    authenticate: async ({ headers }) => accessOf(headers.authorization),
    oauth: { authorize: 'http://localhost/authorize', token: 'http://localhost/token' },
    fault: () => {
      const fault = next;
      next = undefined;
      return fault;
    },
    onError: (error) => faults.push(error),
    ...options.handler,
  });
  server.on('request', (request, response) => void handle(request, response));
  return {
    fhirBaseUrl,
    store,
    faults,
    failNext: (fault) => (next = fault),
    call: (method, path, call = {}) => send(fhirBaseUrl, method, path, call),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}

async function send(base: string, method: string, path: string, call: Call): Promise<Answer> {
  const token = 'as' in call ? call.as : ALL;
  const isText = typeof call.body === 'string';
  const url = path.startsWith('http')
    ? path
    : `${base}${path === '' || path.startsWith('/') ? path : `/${path}`}`;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${Buffer.from(JSON.stringify(token)).toString('base64url')}` }),
      ...(call.body !== undefined && {
        'Content-Type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json',
      }),
      ...call.headers,
    },
    ...(call.body !== undefined && { body: isText ? (call.body as string) : JSON.stringify(call.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
}

function accessOf(authorization: string | undefined): Access | undefined {
  const encoded = authorization?.replace('Bearer ', '');
  if (!encoded || encoded === 'bad') return undefined;
  const { scope, patient } = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as Token;
  return { clientId: 'test', scopes: ScopeSet.parse(scope), ...(patient !== undefined && { patient }) };
}

/** The ids of the matches of a search, in order. */
export function idsOf({ body }: Answer): string[] {
  return entriesOf({ body }).map(({ id }) => id ?? '');
}

export function entriesOf({ body }: Pick<Answer, 'body'>, mode = 'match'): Resource[] {
  const entries = (body.entry ?? []) as { resource: Resource; search?: { mode: string } }[];
  return entries.filter(({ search }) => (search?.mode ?? mode) === mode).map(({ resource }) => resource);
}

export function nextLinkOf({ body }: Answer): string | undefined {
  const links = (body.link ?? []) as { relation: string; url: string }[];
  return links.find(({ relation }) => relation === 'next')?.url;
}

/** The machine-readable reason of a refusal. */
export function denialOf({ body }: Pick<Answer, 'body'>): string | undefined {
  return (body as OperationOutcome).issue[0]?.details?.coding?.[0]?.code;
}
