import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bundle } from 'fhir/r4';
import { closeServer } from '../../packages/smart-launcher/src/server/front.ts';
import { STATEMENT } from './journal.ts';
import type { SoakJournal } from './journal.ts';

/** What goes wrong with one save in a while. */
export const FAULTS = [
  'lost-request',
  'lost-answer',
  'half-answer',
  'web-page',
  'busy',
  'broken',
  'signed-out',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface SoakServer {
  readonly origin: string;
  /** How often each fault struck. */
  readonly struck: Map<Fault, number>;
  /** Nothing goes wrong from now on. */
  heal(): void;
  close(): Promise<void>;
}

const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Soak</title></head><body><script src="/page.js"></script></body></html>';

/**
 * The page and the FHIR server behind it, over real sockets.
 * @param draw the fault of the next save, if it has one
 */
export async function serveSoak(
  scripts: ReadonlyMap<string, string>,
  journal: SoakJournal,
  draw: () => Fault | undefined,
): Promise<SoakServer> {
  const struck = new Map<Fault, number>();
  let isHealed = false;
  let token = 1;
  const server = createServer(
    (request, response) => void answer(request, response).catch(() => request.destroy()),
  );
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin);
    if (pathname === '/token') return void response.end(String(token));
    if (pathname === '/fhir/metadata') return json(response, 200, STATEMENT);
    if (pathname === '/fhir' || pathname === '/fhir/') return save(request, response);
    if (pathname.startsWith('/fhir/')) {
      const found = journal.read(pathname.slice('/fhir/'.length));
      return json(response, found ? 200 : 404, found ?? { resourceType: 'OperationOutcome', issue: [] });
    }
    const script = scripts.get(pathname.slice(1));
    const type = script === undefined ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' });
    response.end(script ?? PAGE);
  }

  async function save(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${token}`) return json(response, 401, {});
    const fault = isHealed ? undefined : draw();
    if (fault) struck.set(fault, (struck.get(fault) ?? 0) + 1);
    switch (fault) {
      case 'lost-request':
        return void request.socket.destroy();
      case 'web-page':
        response.writeHead(200, { 'Content-Type': 'text/html' });
        return void response.end('<title>Guest network</title>');
      case 'busy':
        return json(response, 429, {}, { 'Retry-After': '1' });
      case 'broken':
        return json(response, 500, {});
      case 'signed-out':
        token += 1;
        return json(response, 401, {});
      default:
    }
    const answered = journal.transact(JSON.parse(text) as Bundle);
    if (fault === 'lost-answer') return void request.socket.destroy();
    if (fault === 'half-answer') {
      const whole = JSON.stringify(answered ?? {});
      response.writeHead(200, {
        'Content-Type': 'application/fhir+json',
        'Content-Length': whole.length + 100,
      });
      return void response.write(whole, () => request.socket.destroy());
    }
    return json(response, answered ? 200 : 412, answered ?? { resourceType: 'OperationOutcome', issue: [] });
  }

  return {
    origin,
    struck,
    heal: () => {
      isHealed = true;
    },
    close: () => closeServer(server),
  };
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
