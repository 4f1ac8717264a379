/** What is compared: each system with the pages and workers that a device is given. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPages } from '../../tools/faults/kills/build-pages.ts';

const HERE = new URL('pages/', import.meta.url);

/**
 * @typedef {object} System
 * @property {string} name as it is asked for with `--only`
 * @property {() => Promise<string>} title with its version
 * @property {() => Promise<ReadonlyMap<string, string>>} scripts by file name; `page.js` is the page
 * @property {Record<string, string>} inapplicable invariants that cannot be judged, and why
 */

/** @type {readonly System[]} */
export const SYSTEMS = [
  { name: 'samspil', title: async () => 'Samspil', scripts: () => buildPages(), inapplicable: {} },
  {
    name: 'tanstack',
    title: async () => `TanStack offline-transactions ${await versionOf('@tanstack/offline-transactions')}`,
    scripts: () => bundled({ 'page.js': 'tanstack.mjs' }),
    inapplicable: {},
  },
  {
    name: 'workbox',
    title: async () => `Workbox Queue ${await versionOf('workbox-background-sync')}`,
    scripts: () => bundled({ 'page.js': 'workbox.mjs', 'workbox-worker.js': 'workbox-worker.mjs' }),
    inapplicable: { I8: 'it tells nobody what became of a queued request' },
  },
  {
    name: 'retrying',
    title: async () => 'a plain retrying client',
    scripts: () => bundled({ 'page.js': 'retrying.mjs' }),
    inapplicable: {},
  },
];

async function versionOf(name) {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}

async function bundled(files) {
  const scripts = new Map();
  for (const [served, source] of Object.entries(files)) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(source, HERE))],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      conditions: ['samspil-source'],
      define: { 'process.env.NODE_ENV': '"production"' },
      write: false,
      logLevel: 'error',
    });
    scripts.set(served, outputFiles[0].text);
  }
  return scripts;
}
