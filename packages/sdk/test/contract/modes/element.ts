import type { ElementManifest, MountedPlugin } from '../../../src/host/index.ts';
import { tellView } from '../tell-view.ts';
import type { Mode } from './mode.ts';
import { openHosted } from './hosted.ts';
import { manifestOf, reaches } from './workplace.ts';

export const MODULE = new URL('../plugin.bundle.js', import.meta.url).href;

/** A manifest for the module as the test server has it now: its build would write the hash. */
export async function elementManifest(url = MODULE, id?: string): Promise<ElementManifest> {
  const source = await (await fetch(url)).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', source));
  const integrity = `sha384-${btoa(String.fromCharCode(...hash))}`;
  return manifestOf({ mode: 'element', url, integrity }, id) as ElementManifest;
}

/** The root that the view of an element plugin fills. */
export function rootOf({ element }: MountedPlugin): Element {
  const root = element.shadowRoot?.firstElementChild;
  if (!root) throw new Error('The plugin has no root on the page.');
  return root;
}

/** Tells the view of an element plugin to do something; rejects as a frame does, with the code as message. */
export const tellElement =
  (plugin: MountedPlugin) =>
  (name: string, ...given: unknown[]): Promise<unknown> =>
    tellView(rootOf(plugin), name, ...given).catch((error: Error & { code?: string }) => {
      throw new Error(error.code ?? error.message);
    });

/** In the workplace's own page. */
export const element: Mode = {
  name: 'element',
  open: (options = {}) =>
    openHosted(
      {
        manifest: () => elementManifest(),
        async reach(plugin) {
          await reaches(plugin, 'ready');
          return tellElement(plugin);
        },
      },
      options,
    ),
};
