import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer, listen } from '../front.ts';
import { PluginFiles } from './plugin-files.ts';
import type { Addresses } from './plugin-files.ts';

/** A plugin on a server of its own. */
export interface PluginServer {
  /** On `127.0.0.1`, which a browser counts as another site than `localhost`. */
  origin: string;
  /** Paths of its manifests, without a leading slash. Default: `manifest.json`. */
  manifests?: readonly string[];
  close(): Promise<void>;
}

export interface PluginSiteOptions {
  /** FHIR base URL. */
  fhirServer: string;
  /** Folder with `samspil.js`, the elements and the SDK as one script. Files of the plugin's own come first. */
  scriptFolder: string;
}

/**
 * A plugin served as its publisher's own server would serve it, on another site than the workplace. The first folder lies
 * at `/`, each further version of the plugin below `/<version>/`: to a browser, and to an approval, all are of one origin.
 */
export class PluginSite {
  readonly origin: string;
  readonly #options: PluginSiteOptions;
  readonly #server: Server;
  readonly #versions: { path: string; files: PluginFiles }[] = [];

  private constructor(server: Server, options: PluginSiteOptions) {
    this.#server = server;
    this.#options = options;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Listens on any free port. */
  static async start(options: PluginSiteOptions): Promise<PluginSite> {
    const server = createServer();
    await listen(server, 0, '127.0.0.1');
    const site = new PluginSite(server, options);
    server.on('request', (request, response) => {
      site.#answer(request, response).catch(() => response.destroy());
    });
    return site;
  }

  /**
   * @param folder absolute
   * @returns where it is served from now on
   */
  add(folder: string, version: string): Addresses {
    const path = this.#versions.length === 0 ? '/' : `/${version}/`;
    const { fhirServer, scriptFolder } = this.#options;
    const addresses = { folderUrl: this.origin + path, origin: this.origin, fhirServer };
    // The last one first: `/` is the beginning of every path.
    this.#versions.unshift({ path, files: new PluginFiles([folder, scriptFolder], addresses) });
    return addresses;
  }

  close(): Promise<void> {
    return closeServer(this.#server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    const version = this.#versions.find(({ path }) => pathname.startsWith(path));
    const file = await version?.files.find(pathname.slice(version.path.length));
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, {
      'Content-Type': file.type,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      // The workplace reads the manifest from another origin.
      'Access-Control-Allow-Origin': '*',
    });
    response.end(file.body);
  }
}
