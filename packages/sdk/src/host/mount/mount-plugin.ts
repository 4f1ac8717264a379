import { isFrameManifest } from '../manifest/plugin-manifest.ts';
import type { ElementManifest, PluginManifest } from '../manifest/plugin-manifest.ts';
import type { MountedPlugin } from '../types.ts';
import { ElementPlugin } from './element/element-plugin.ts';
import type { ElementPluginOptions } from './element/element-plugin.ts';
import { FramePlugin } from './frame-plugin.ts';
import type { FramePluginOptions } from './frame-plugin.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** A plugin on the page, whatever it runs in. */
export type Mounted = MountedPlugin & PluginInstance;

export type MountOptions = Omit<FramePluginOptions & ElementPluginOptions, 'manifest' | 'onDispose'> & {
  manifest: PluginManifest;
  onDispose(plugin: Mounted): void;
};

/** Puts a plugin on the page as its manifest says: in a frame, or in the page itself if it was vetted. @throws `not-isolated`, `denied` */
export function mountPlugin({ manifest, ...options }: MountOptions): Mounted {
  return isFrameManifest(manifest)
    ? new FramePlugin({ ...options, manifest })
    : new ElementPlugin({ ...options, manifest: manifest as ElementManifest });
}
