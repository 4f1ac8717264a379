import type { Plugin } from 'esbuild';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePages } from '../bundle-pages.ts';
import type { Weakening } from './mutants/weakenings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = fileURLToPath(new URL('pages', import.meta.url));

/** What the servers of the range serve as scripts, by file name. */
export type Scripts = ReadonlyMap<string, string>;

/**
 * Bundles the pages from source.
 *
 * @param weakenings modules of the product that are replaced, to see that an attack then gets through
 */
export async function buildPages(weakenings: readonly Weakening[] = []): Promise<Scripts> {
  const entryPoints = {
    workplace: resolve(PAGES, 'workplace.ts'),
    attacker: resolve(PAGES, 'attacker.ts'),
    honest: resolve(PAGES, 'honest.ts'),
    app: resolve(PAGES, 'app.ts'),
    'outbox-worker': resolve(ROOT, 'packages/sdk/src/offline/worker.ts'),
  };
  return bundlePages(entryPoints, [weaken(weakenings)]);
}

/** Puts a module that re-exports the real one, except for what is weakened, in the place of the real one. */
function weaken(weakenings: readonly Weakening[]): Plugin {
  const byPath = new Map(
    weakenings.map((weakening) => [resolve(ROOT, 'packages/sdk/src', weakening.module), weakening]),
  );
  const used = new Set<string>();
  return {
    name: 'weaken',
    setup(pages) {
      if (byPath.size === 0) return;
      pages.onResolve({ filter: /\.ts$/ }, (args) => {
        if (args.kind !== 'import-statement' || args.namespace === 'weakened') return undefined;
        const path = resolve(args.resolveDir, args.path);
        if (!byPath.has(path)) return undefined;
        used.add(path);
        return { path, namespace: 'weakened' };
      });
      pages.onLoad({ filter: /.*/, namespace: 'weakened' }, ({ path }) => ({
        contents: `export * from ${JSON.stringify(path)};\n${(byPath.get(path)?.source ?? '').replace('REAL', path)}`,
        loader: 'js',
        resolveDir: dirname(path),
      }));
      pages.onEnd(() => {
        const unused = [...byPath.keys()].filter((path) => !used.has(path));
        if (unused.length > 0)
          return { errors: [{ text: `Nothing imports what is weakened: ${unused.join(', ')}` }] };
        return undefined;
      });
    },
  };
}
