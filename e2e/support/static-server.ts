import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves named files on 127.0.0.1, which is another site than the workplace's localhost. */
export async function serveFiles(
  files: Readonly<Record<string, { path: string; type: string }>>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = files[pathname];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    void readFile(file.path).then((body) => response.writeHead(200, { 'Content-Type': file.type }).end(body));
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
