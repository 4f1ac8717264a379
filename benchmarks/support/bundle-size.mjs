import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { STYLE_FILES, shortenStyles, shortenTemplates } from '../../tools/literal-css.mjs';

/** As rollup.config.mjs builds the example's page. */
const shortStyles = {
  name: 'short-styles',
  setup: ({ onLoad }) =>
    onLoad({ filter: STYLE_FILES }, async ({ path }) => ({
      contents: shortenStyles(await readFile(path, 'utf8')),
      loader: 'ts',
    })),
};

/**
 * What a page downloads before the code runs: the entry and what it imports statically, minified, brotli 11. What is
 * loaded later (`import()`) lies in chunks of its own and does not count.
 *
 * @param {{ code: string, from: string, source?: boolean, external?: string[] }} options `from` is a folder of this
 *   repository; `source` takes our packages from their sources, as an app of this repository does; `external` are
 *   packages that the page has already
 * @returns {Promise<{ kib: number, inputs: string[] }>}
 */
export async function bundleSize({ code, from, source = false, external = [] }) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const result = await build({
    stdin: { contents: code, resolveDir: root + from, loader: 'ts' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: source ? ['samspil-source'] : [],
    outdir: '/out',
    external,
    write: false,
    metafile: true,
    legalComments: 'none',
    plugins: source ? [shortStyles] : [],
    logLevel: 'error',
  });
  const { outputs } = result.metafile;
  const entry = Object.keys(outputs).find((name) => outputs[name].entryPoint === '<stdin>');
  const needed = new Set([entry]);
  for (const name of needed) {
    for (const { path, kind, external } of outputs[name].imports)
      if (kind === 'import-statement' && !external) needed.add(path);
  }
  const texts = result.outputFiles.filter(({ path }) =>
    [...needed].some((name) => path.endsWith(`/${name.split('/').pop()}`)),
  );
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const contents = texts.map(({ text }) => (source ? shortenTemplates(text) : text));
  const bytes = contents.reduce((sum, text) => sum + brotliCompressSync(text, { params }).length, 0);
  const inputs = [...needed].flatMap((name) => Object.keys(outputs[name].inputs));
  return { kib: bytes / 1024, inputs };
}
