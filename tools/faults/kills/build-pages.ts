import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePages } from '../../bundle-pages.ts';
import { withDefects } from '../../build-with-defects.mjs';
import type { Defect } from '../../build-with-defects.mjs';

const PAGES = fileURLToPath(new URL('pages', import.meta.url));

/** Scripts by file name. */
export type Scripts = ReadonlyMap<string, string>;

/**
 * Bundles page and worker from source.
 * @param changes replacements in the SDK's source: a defect, or another version of the app
 */
export async function buildPages(changes: readonly Defect[] = []): Promise<Scripts> {
  const applied = new Set<Defect>();
  const pages = { page: resolve(PAGES, 'page.ts'), worker: resolve(PAGES, 'worker.ts') };
  const scripts = await bundlePages(pages, [withDefects(changes, applied)]);
  for (const change of changes)
    if (!applied.has(change)) throw new Error(`${change.file} is not part of what is tested any more.`);
  return scripts;
}
