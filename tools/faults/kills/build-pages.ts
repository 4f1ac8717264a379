import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
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
  const result = await build({
    entryPoints: { page: resolve(PAGES, 'page.ts'), worker: resolve(PAGES, 'worker.ts') },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['samspil-source'],
    loader: { '.json': 'json' },
    // The page gives the worker to the outbox itself.
    define: { 'import.meta.url': '"http://localhost/"' },
    // The worker is loaded for what it does, which the SDK's package.json denies for all of its modules.
    ignoreAnnotations: true,
    write: false,
    outdir: '/',
    logLevel: 'error',
    plugins: [withDefects(changes, applied)],
  });
  for (const change of changes)
    if (!applied.has(change)) throw new Error(`${change.file} is not part of what is tested any more.`);
  return new Map(result.outputFiles.map((file) => [basename(file.path), file.text]));
}
