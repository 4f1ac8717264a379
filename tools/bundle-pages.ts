import { basename } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

/**
 * Bundles the scripts of test pages, and of their workers, from source.
 * @param entryPoints files by the name that each script gets
 * @returns the scripts by file name
 */
export async function bundlePages(
  entryPoints: Readonly<Record<string, string>>,
  plugins: Plugin[] = [],
): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    entryPoints: { ...entryPoints },
    bundle: true,
    // Classic scripts: a page in an opaque origin may load them without asking.
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
    plugins,
  });
  return new Map(result.outputFiles.map((file) => [basename(file.path), file.text]));
}
