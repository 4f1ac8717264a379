import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from '@samspil/sdk/testing/faults';
import { closeServer } from '../../../../packages/smart-launcher/src/server/front.ts';
import type { Scripts } from '../build-pages.ts';
import { TAB_HEADER } from '../messages.ts';
import type { KitMessage } from '../messages.ts';
import type { Line } from './line.ts';

/** Answers what pages and workers ask the controlling process. */
export interface Control {
  told(message: KitMessage): void;
  /** A worker stands still at its failpoint. It goes on when this resolves. */
  reached(): Promise<void>;
  session(user: string): { token?: string; key?: string };
}

/** The page's server with the FHIR server behind it, and the controlling process, each on a port of its own. */
export interface Servers {
  readonly origin: string;
  /** The same server by a name that is another site to a browser. */
  readonly otherSite: string;
  readonly control: string;
  scripts: Scripts;
  /** What stands before the FHIR server; without one nothing is answered. */
  line: Line | undefined;
  close(): Promise<void>;
}

const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kills</title></head><body><script src="/page.js"></script></body></html>';

/** Warms so many sockets: requests to `/warm` are answered when all of them are there. */
interface Warming {
  waiting: ServerResponse[];
}

export async function startServers(scripts: Scripts, control: Control): Promise<Servers> {
  const warming: Warming = { waiting: [] };
  const app = createServer((request, response) => void answerApp(request, response));
  const controlled = createServer((request, response) => void answerControl(control, request, response));
  // Idle sockets are what a browser repeats on: they must not go by themselves.
  app.keepAliveTimeout = 60_000;
  const port = await listen(app);
  const controlPort = await listen(controlled);
  const origin = `http://localhost:${port}`;
  const servers: Servers = {
    origin,
    otherSite: `http://127.0.0.1:${port}`,
    control: `http://localhost:${controlPort}`,
    scripts,
    line: undefined,
    close: async () => {
      await closeServer(app);
      await closeServer(controlled);
    },
  };

  async function answerApp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith('/fhir')) {
      const arrival = await arrivalOf(request, origin).catch(() => undefined);
      if (arrival) await servers.line?.carry(arrival, request, response);
      return;
    }
    if (pathname === '/warm') return warm(warming, Number(searchParams.get('of')), response);
    if (pathname === '/frame') return html(response, frame(searchParams.get('src') ?? ''));
    const script = servers.scripts.get(pathname.slice(1));
    if (script === undefined) return html(response, PAGE);
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' }).end(script);
  }

  return servers;
}

async function answerControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await bodyOf(request).catch(() => '{}');
  const body = JSON.parse(text) as unknown;
  const answer = (value: object = {}) =>
    response
      .writeHead(200, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' })
      .end(JSON.stringify(value));
  switch (request.url) {
    case '/told':
      control.told(body as KitMessage);
      return void answer();
    case '/session':
      return void answer(control.session((body as { user: string }).user));
    case '/reached':
      await control.reached();
      return void answer();
    default:
      response.writeHead(404).end();
  }
}

async function arrivalOf(request: IncomingMessage, origin: string): Promise<Arrival> {
  const method = request.method ?? 'GET';
  const text = await bodyOf(request);
  const token = request.headers.authorization?.replace(/^Bearer /, '');
  const sender = request.headers[TAB_HEADER];
  const body = method === 'GET' ? undefined : text;
  return { url: origin + request.url, method, token, body, sender: sender?.toString() };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function warm({ waiting }: Warming, wanted: number, response: ServerResponse): void {
  waiting.push(response);
  if (waiting.length < wanted) return;
  for (const one of waiting.splice(0)) one.writeHead(200, { 'Cache-Control': 'no-store' }).end('warm');
}

/** A page of another site with the app in a frame. */
function frame(source: string): string {
  const escaped = source.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html><html lang="en"><head><title>Elsewhere</title></head><body><iframe src="${escaped}"></iframe></body></html>`;
}

function html(response: ServerResponse, text: string): void {
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(text);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, () => resolve((server.address() as AddressInfo).port));
  });
}
