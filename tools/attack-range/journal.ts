import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenRequest } from '@samspil/sdk/testing';

const MAX_BODY = 64_000;

export interface JournalOptions {
  /** Which server a request came to; undefined for one that is not ours. */
  nameOf(port: number, host: string): SeenRequest['server'] | undefined;
  /** Response headers that are taken away, in lower case: a server without its protections. */
  without: readonly string[];
}

/**
 * Writes down every request that reaches any HTTP server of this process, and how it was answered. It listens where
 * Node itself tells of requests, so that no server has to know of it.
 */
export class Journal {
  readonly entries: SeenRequest[] = [];
  readonly #options: JournalOptions;

  constructor(options: JournalOptions) {
    this.#options = options;
    subscribe('http.server.request.start', this.#hear);
  }

  close(): void {
    unsubscribe('http.server.request.start', this.#hear);
  }

  #hear = (message: unknown): void => {
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server: Server;
    };
    const { port } = server.address() as AddressInfo;
    const name = this.#options.nameOf(port, request.headers.host ?? '');
    if (!name) return;
    // Read now: the simulator's authorization server writes its public address into them.
    const entry = {
      server: name,
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      ),
      body: '',
      status: 0,
      answer: {} as Record<string, string>,
    };
    this.entries.push(entry);
    // Heard where the parser hands it on: a listener of our own would take it from whoever reads it later.
    const push = request.push.bind(request) as (chunk: unknown, encoding?: BufferEncoding) => boolean;
    request.push = ((chunk: unknown, encoding?: BufferEncoding) => {
      if (Buffer.isBuffer(chunk) && entry.body.length < MAX_BODY)
        entry.body += chunk.toString('utf8').slice(0, MAX_BODY);
      return push(chunk, encoding);
    }) as typeof request.push;
    const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      const given = rest.find((item) => typeof item === 'object') as Record<string, string> | undefined;
      const headers = new Map<string, string>();
      for (const [key, value] of Object.entries({ ...response.getHeaders(), ...given }))
        headers.set(key.toLowerCase(), String(value));
      for (const key of this.#options.without) {
        headers.delete(key);
        response.removeHeader(key);
        for (const own of Object.keys(given ?? {})) if (own.toLowerCase() === key) delete given?.[own];
      }
      entry.status = status;
      entry.answer = Object.fromEntries(headers);
      return writeHead(status, ...rest);
    }) as typeof response.writeHead;
  };
}
