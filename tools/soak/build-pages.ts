import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGES = fileURLToPath(new URL('pages', import.meta.url));

/** Page and worker, bundled from source, by file name. */
export async function buildPages(): Promise<ReadonlyMap<string, string>> {
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
  });
  return new Map(result.outputFiles.map((file) => [basename(file.path), file.text]));
}
