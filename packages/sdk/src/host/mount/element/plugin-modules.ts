import { PROTOCOL_VERSION } from '../../../bridge/index.ts';
import { isInPagePlugin } from '../../../contract/in-page.ts';
import type { InPagePlugin } from '../../../contract/in-page.ts';
import { isSamspilError, SamspilError } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { ElementEntry } from '../../manifest/plugin-manifest.ts';

/** One copy of a plugin's module. */
export interface PluginModule {
  readonly plugin: InPagePlugin;
  /** Where the browser thinks that the code is: what stack traces name, different for every copy. */
  readonly url: string;
  readonly integrity: string;
}

/**
 * The modules of in-page plugins. Each plugin on the page has a copy of its own, so that two contributions share no state
 * and an error can be laid at one door. A browser never forgets a module, so a copy that ended well is used again.
 *
 * The code is fetched with Subresource Integrity and run from a `blob:` address: what runs is what was checked, wherever
 * it came from. The workplace's Content-Security-Policy therefore needs `blob:` in `script-src`, and the plugin's origin
 * in `connect-src` instead of in `script-src`: no address of the plugin's is ever run as it stands.
 */
export class PluginModules {
  readonly #runtime: Pick<Runtime, 'fetch'>;
  readonly #idle = new Map<string, PluginModule[]>();

  constructor(runtime: Pick<Runtime, 'fetch'>) {
    this.#runtime = runtime;
  }

  /**
   * @throws `untrusted` for other bytes than those of the hash; `network`, `not-found`; `crashed` for a module that throws
   *   or is none; `protocol` for one that `definePlugin()` did not make; `version-mismatch`; `aborted`
   */
  async take(entry: ElementEntry, signal: AbortSignal): Promise<PluginModule> {
    const idle = this.#idle.get(entry.integrity)?.pop();
    if (idle) return idle;
    const url = URL.createObjectURL(
      new Blob([await this.#source(entry, signal)], { type: 'text/javascript' }),
    );
    try {
      return { plugin: assertPlugin(await importDefault(url)), url, integrity: entry.integrity };
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /** For a copy that ended well. One that did not is not given back. */
  giveBack(module: PluginModule): void {
    const idle = this.#idle.get(module.integrity) ?? [];
    this.#idle.set(module.integrity, [...idle, module]);
  }

  async #source({ url, integrity }: ElementEntry, signal: AbortSignal): Promise<ArrayBuffer> {
    const asPublic: RequestInit = {
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    };
    try {
      return await (await this.#runtime.fetch(url, { ...asPublic, integrity })).arrayBuffer();
    } catch {
      throw await this.#whyNot(url, asPublic);
    }
  }

  /** The browser does not say whether hash or network was the reason; whether something is there tells them apart. */
  async #whyNot(url: string, asPublic: RequestInit): Promise<SamspilError> {
    if (asPublic.signal?.aborted) return new SamspilError('aborted', 'The plugin is not wanted any more.');
    try {
      const { ok } = await this.#runtime.fetch(url, { ...asPublic, cache: 'reload' });
      return ok
        ? new SamspilError(
            'untrusted',
            'The module is not the one that was vetted: its hash differs from the manifest’s. Nothing of it was run.',
          )
        : new SamspilError('not-found', 'The module is not at its address: check the manifest.');
    } catch {
      return new SamspilError(
        'network',
        'The module could not be loaded: is its server running, and does it allow CORS?',
      );
    }
  }
}

async function importDefault(url: string): Promise<unknown> {
  try {
    return ((await import(/* @vite-ignore */ url)) as { default?: unknown }).default;
  } catch (error) {
    throw new SamspilError(
      'crashed',
      'The module could not be run: does it throw when it is loaded, does it import others, does script-src allow blob:?',
      { cause: isSamspilError(error) ? error.code : error instanceof Error ? error.name : undefined },
    );
  }
}

function assertPlugin(value: unknown): InPagePlugin {
  if (!isInPagePlugin(value)) {
    throw new SamspilError('protocol', 'The default export of the module must be what definePlugin() gave.');
  }
  if (value.protocol.min > PROTOCOL_VERSION || value.protocol.max < PROTOCOL_VERSION) {
    throw new SamspilError(
      'version-mismatch',
      'The plugin speaks another version: build it with this @samspil/sdk.',
    );
  }
  return value;
}
