import type { FrameManifest } from '@samspil/sdk/host';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../json.ts';
import { PluginFiles } from './plugin-files.ts';
import type { Addresses } from './plugin-files.ts';
import { servedPluginHeaders } from './served-plugin-headers.ts';

const ROOT = '/served/';

export interface HostedPluginsOptions {
  /** Of the workplace, whose server this is. */
  origin: string;
  /** FHIR base URL. */
  fhirServer: string;
  /** Folder with what every plugin may ask for. */
  scriptFolder: string;
}

interface Hosted {
  /** `/served/<id>/<version>/` */
  readonly path: string;
  readonly files: PluginFiles;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Opaque plugins, served by the workplace's own server: each version under a path of its own, each file with the policy
 * that its manifest's `egress` makes. The page has no origin, so it is a stranger to the workplace all the same.
 */
export class HostedPlugins {
  readonly #options: HostedPluginsOptions;
  readonly #hosted: Hosted[] = [];

  constructor(options: HostedPluginsOptions) {
    this.#options = options;
  }

  /** What a frame of the workplace may show of them, for its `frame-src`. */
  get addresses(): readonly string[] {
    return this.#hosted.map(({ path }) => this.#options.origin + path);
  }

  /**
   * @param folder absolute
   * @returns where it is served from now on
   */
  add(folder: string, manifest: FrameManifest): Addresses {
    const { origin, fhirServer, scriptFolder } = this.#options;
    // Both are checked by the manifest's schema: nothing in them needs to be encoded in a path or means more in a policy.
    const path = `${ROOT}${manifest.id}/${manifest.version}/`;
    const folderUrl = origin + path;
    const addresses = { folderUrl, origin: folderUrl.slice(0, -1), fhirServer };
    this.#hosted.push({
      path,
      files: new PluginFiles([folder, scriptFolder], addresses),
      headers: servedPluginHeaders({ manifest, filesUrl: folderUrl, workplaceOrigin: origin }),
    });
    return addresses;
  }

  /** Resolves with false for what is not an address of a served plugin. */
  async answer(request: IncomingMessage, pathname: string, response: ServerResponse): Promise<boolean> {
    if (!pathname.startsWith(ROOT)) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendJson(response, 405, { code: 'invalid-request', message: 'Use GET or HEAD.' });
      return true;
    }
    const plugin = this.#hosted.find(({ path }) => pathname.startsWith(path));
    const file = isForWorkplacePage(request)
      ? undefined
      : await plugin?.files.find(pathname.slice(plugin.path.length));
    if (plugin && file)
      response.writeHead(200, { ...plugin.headers, 'Content-Type': file.type }).end(file.body);
    else sendJson(response, 404, { code: 'not-found', message: 'No plugin is served at this address.' });
    return true;
  }
}

/**
 * Whether the workplace's own page asks for it as a script, a style or the like. It reads manifests and fills frames;
 * anything else would be a plugin's code in the workplace's realm, which `script-src 'self'` alone would let through.
 */
function isForWorkplacePage({ headers }: IncomingMessage): boolean {
  const use = headers['sec-fetch-dest'];
  return headers['sec-fetch-site'] === 'same-origin' && use !== 'iframe' && use !== 'empty';
}
