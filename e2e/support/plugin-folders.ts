import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of plugins that a test made, side by side in one that goes away with it. */
export interface PluginFolders {
  /** What holds them: nothing in it but in the plugins' own folders is theirs to show. */
  readonly parent: string;
  /**
   * A copy of a page of `e2e/pages`, its manifest changed in some members. Of several pages the files of the later ones
   * replace those of the earlier. Returns its folder.
   */
  copy(
    pages: string | readonly string[],
    name: string,
    changes?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  remove(): Promise<void>;
}

export async function makePluginFolders(): Promise<PluginFolders> {
  const parent = await mkdtemp(join(tmpdir(), 'samspil-plugins-'));
  return {
    parent,
    async copy(pages, name, changes = {}) {
      const folder = join(parent, name);
      for (const page of [pages].flat())
        await cp(fileURLToPath(new URL(`../pages/${page}`, import.meta.url)), folder, { recursive: true });
      const file = join(folder, 'manifest.json');
      const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, JSON.stringify({ ...manifest, ...changes }));
      return folder;
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}
