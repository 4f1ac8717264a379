import { SamspilError } from '@samspil/sdk';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { closeServer, listen } from './front.ts';

/** A plugin on a server of its own. */
export interface PluginServer {
  /** On `127.0.0.1`, which a browser counts as another site than `localhost`. */
  origin: string;
  /** Paths of its manifests, without a leading slash. Default: `manifest.json`. */
  manifests?: readonly string[];
  close(): Promise<void>;
}

export interface PluginFolderOptions {
  folder: string;
  /** Folder with `samspil.js`, the elements and the SDK as one script. Files of the plugin's own come first. */
  scriptFolder: string;
  fhirServer: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const TEXT = /\.(html|json)$/;

/**
 * Serves a folder as a partner's site would be served: for `npm start -- --plugin DIR`. In its HTML and JSON files
 * `%ORIGIN%` and `%FHIR_SERVER%` stand for addresses that are known only now. Beside its `manifest.json` a build may have
 * left others in `dist`, named `manifest.….json`: of the same plugin run in another way.
 *
 * @throws `invalid-request` when the folder has no `manifest.json`
 */
export async function servePluginFolder(options: PluginFolderOptions): Promise<PluginServer> {
  const folder = resolve(options.folder);
  if (!(await isFile(join(folder, 'manifest.json')))) {
    throw new SamspilError(
      'invalid-request',
      `--plugin takes a folder that holds a manifest.json; ${options.folder} does not.`,
    );
  }
  let origin = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    void find(pathname).then((file) => {
      if (!file) {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
        return;
      }
      response.writeHead(200, {
        'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
        // The workplace reads the manifest, and an opaque frame loads its modules, from another origin.
        'Access-Control-Allow-Origin': '*',
      });
      response.end(file.body);
    });
  });

  async function find(pathname: string): Promise<{ path: string; body: Buffer | string } | undefined> {
    const name = normalize(pathname === '/' ? '/index.html' : decodeURIComponent(pathname));
    for (const base of [folder, resolve(options.scriptFolder)]) {
      const path = join(base, name);
      if (!path.startsWith(base + sep) || !(await isFile(path))) continue;
      const body = await readFile(path);
      return { path, body: TEXT.test(path) ? fillIn(body.toString('utf8')) : body };
    }
    return undefined;
  }

  function fillIn(text: string): string {
    return text.replaceAll('%ORIGIN%', origin).replaceAll('%FHIR_SERVER%', options.fhirServer);
  }

  await listen(server, 0, '127.0.0.1');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const built = await readdir(join(folder, 'dist')).catch(() => []);
  const manifests = [
    'manifest.json',
    ...built.filter((name) => /^manifest\.[\w-]+\.json$/.test(name)).map((name) => `dist/${name}`),
  ];
  return { origin, manifests, close: () => closeServer(server) };
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ?? false;
}
