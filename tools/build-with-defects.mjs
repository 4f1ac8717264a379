/** Bundles a tool with the SDK's own source, as it is or with defects put in, and loads it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from './install.mjs';

/**
 * @template T
 * @param {string} entry file relative to the root
 * @param {{ file: string, from: string, to: string }[]} [mutant] what to replace in which file of the SDK's source
 * @returns {Promise<T>} the module
 */
export async function buildWithDefects(entry, mutant = []) {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-defects-'));
  try {
    const outfile = join(folder, 'bundle.mjs');
    const applied = new Set();
    await build({
      entryPoints: [join(ROOT, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['samspil-source'],
      logLevel: 'error',
      plugins: [withoutVitals, withDefects(mutant, applied)],
    });
    for (const defect of mutant)
      if (!applied.has(defect)) throw new Error(`${defect.file} is not part of what is tested any more.`);
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A page's web vitals need a page. */
const withoutVitals = {
  name: 'without-vitals',
  setup(bundle) {
    bundle.onLoad({ filter: /telemetry\/web-vitals\.ts$/ }, () => ({
      contents: 'export const measureVitals = () => undefined;',
    }));
  },
};

/**
 * Puts defects into the SDK's source while it is bundled.
 * @typedef {{ file: string, from: string, to: string }} Defect
 * @param {readonly Defect[]} mutant
 * @param {Set<Defect>} applied gets those that had their place in what was bundled
 * @returns {import('esbuild').Plugin}
 */
export const withDefects = (mutant, applied) => ({
  name: 'with-defects',
  setup(bundle) {
    const files = new Set(mutant.map(({ file }) => join(ROOT, 'packages/sdk/src', file)));
    bundle.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!files.has(path)) return undefined;
      let contents = await readFile(path, 'utf8');
      for (const defect of mutant.filter(({ file }) => path.endsWith(`/src/${file}`))) {
        // A defect that does not fit its place would test nothing.
        if (contents.split(defect.from).length !== 2)
          throw new Error(`${defect.file} changed: the defect no longer has exactly one place there.`);
        contents = contents.replace(defect.from, () => defect.to);
        applied.add(defect);
      }
      return { contents, loader: 'ts' };
    });
  },
});
