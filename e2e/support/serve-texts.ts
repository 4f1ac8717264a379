import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test page is made of, by path. Other origins may load it, as from a server that gives out scripts. */
export type Texts = Readonly<Record<`/${string}`, { readonly type: string; readonly text: string }>>;

/** Serves texts on an origin of their own. */
export async function serveTexts(texts: Texts): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const found = new Map(Object.entries(texts)).get(
      new URL(request.url ?? '/', 'http://127.0.0.1').pathname,
    );
    if (!found) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'Content-Type': found.type, 'Access-Control-Allow-Origin': '*' })
      .end(found.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page of its own, with nothing on it but `body`. */
export function pageOf(body: string, head = ''): Texts[`/${string}`] {
  const text = `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
  return { type: 'text/html; charset=utf-8', text };
}

/** A script as it is. */
export const scriptOf = (text: string): Texts[`/${string}`] => ({
  type: 'text/javascript; charset=utf-8',
  text,
});
