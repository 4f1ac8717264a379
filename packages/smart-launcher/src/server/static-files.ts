import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the files of one folder; `/` is `index.html`. Resolves with false when there is no such file. */
export async function serveFile(
  folder: string,
  pathname: string,
  response: ServerResponse,
  headers: Record<string, string>,
): Promise<boolean> {
  const file = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(folder + sep) || file.includes('\0')) return false;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': found.size });
  await pipeline(createReadStream(file), response);
  return true;
}
