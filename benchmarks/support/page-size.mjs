import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildNamed } from '../../rollup.config.mjs';

/** Stands for a page's script that is in no file; its imports are those of `packages/components`. */
const SCRIPT = fileURLToPath(new URL('../../packages/components/measured-page.ts', import.meta.url));

/**
 * What a page of this repository downloads before its code runs: the very files that `npm run build` makes and its server
 * gives out, the entry and what it imports statically, each as brotli 11 sends it. What is loaded later (`import()`)
 * lies in chunks of its own and does not count.
 *
 * @param {string} name of a build in rollup.config.mjs
 * @param {string} [code] of another page, built in the same way
 * @returns {Promise<number>} KiB
 */
export async function pageSize(name, code) {
  const built = buildNamed(name);
  const options =
    code === undefined
      ? built
      : { ...built, input: { page: SCRIPT }, plugins: [script(code), ...built.plugins] };
  const bundle = await rollup(options);
  const { output } = await bundle.generate(options.output);
  await bundle.close();
  const files = new Map(output.map((file) => [file.fileName, file]));
  // A worker is an entry of the build as well, but none of the page's.
  const isOfPage = (file) => file.isEntry && file.name in options.input;
  const needed = new Set(output.filter(isOfPage).map((file) => file.fileName));
  for (const fileName of needed) for (const imported of files.get(fileName).imports) needed.add(imported);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const sizes = [...needed].map(
    (fileName) => brotliCompressSync(files.get(fileName).code, { params }).length,
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024;
}

function script(code) {
  return {
    name: 'measured-page',
    resolveId: (id) => (id === SCRIPT ? id : null),
    load: (id) => (id === SCRIPT ? code : null),
  };
}
