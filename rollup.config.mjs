/**
 * Builds every package to ESM. The SDK and the components keep their modules, so that an app's own bundler can drop what
 * it does not use; what only our build needs (comlink, idb, jose, valibot) is copied in. Pages become bundles with
 * chunks that load when needed.
 */
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import esbuild from 'rollup-plugin-esbuild';
import { emitWorker, inlineWorker, keepWorkerUrl } from './tools/worker-url.mjs';
import { literalCss, literalHtml } from './tools/literal-css.mjs';
import { tellIntegrity, writeIntegrity } from './tools/write-integrity.mjs';

const packageOf = (name) =>
  JSON.parse(readFileSync(new URL(`./packages/${name}/package.json`, import.meta.url)));

/** Entry files of a package: what its `exports` name as source. */
function entriesOf(name) {
  const sources = Object.values(packageOf(name).exports).map((target) => target['samspil-source']);
  return sources.filter(Boolean).map((source) => `packages/${name}/${source.slice(2)}`);
}

/** True for imports that stay imports: the package's own dependencies. */
function externalOf(name) {
  const names = Object.keys(packageOf(name).dependencies);
  return (id) =>
    names.some((dependency) => id === dependency || id.startsWith(`${dependency}/`)) ||
    id.startsWith('node:');
}

const compile = (minify) => [
  nodeResolve({
    exportConditions: ['samspil-source'],
    browser: true,
    extensions: ['.mjs', '.js', '.json', '.ts'],
  }),
  commonjs(),
  json({ preferConst: true, compact: true }),
  ...(minify ? [literalCss()] : []),
  esbuild({ target: 'es2022', minify, tsconfig: 'tsconfig.json', legalComments: 'none' }),
  // After esbuild, which compiles: Terser folds what esbuild leaves, 3 % of what a page downloads.
  ...(minify ? [terser({ module: true, ecma: 2022, format: { comments: false } }), literalHtml()] : []),
];

/** One file for each module; copies of bundled packages lie in `vendor`, since npm never packs a `node_modules`. */
const library = (name) => ({
  input: entriesOf(name),
  external: externalOf(name),
  plugins: [keepWorkerUrl(), ...compile(false)],
  output: {
    dir: `packages/${name}/dist`,
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: `packages/${name}/src`,
    entryFileNames: ({ name: file }) =>
      `${file.replaceAll('node_modules', 'vendor').replace(/\.(ts|json)$/, '')}.js`,
  },
});

/** @param {string[]} files what the page is besides its script: markup, icons */
const page = (input, dir, files = []) => ({
  input,
  plugins: [emitWorker(), copyFiles(files), ...compile(true)],
  output: { dir, format: 'es', chunkFileNames: '[name]-[hash].js', entryFileNames: '[name].js' },
});

/** The module of an in-page plugin: one file, and a manifest that holds its hash. */
const inPage = (input, dir, manifest) => ({
  input,
  plugins: [writeIntegrity(manifest), ...compile(true)],
  output: { dir, format: 'es', inlineDynamicImports: true, entryFileNames: '[name].js' },
});

/** All of it as one file with a hash, for a page that takes it from anywhere and trusts only what was vetted. */
const oneFile = (input, dir, packageJson) => ({
  input,
  plugins: [inlineWorker(compile(true)), tellIntegrity(packageJson), ...compile(true)],
  output: { dir, format: 'es', inlineDynamicImports: true, entryFileNames: '[name].js' },
});

const builds = {
  sdk: library('sdk'),
  components: library('components'),
  script: page({ samspil: 'packages/components/src/bundle.ts' }, 'packages/components/dist/script'),
  'one-script': oneFile(
    { 'samspil-components': 'packages/components/src/bundle.ts' },
    'packages/components/dist',
    packageOf('components'),
  ),
  server: {
    input: {
      cli: 'packages/smart-launcher/src/cli.ts',
      samspil: 'packages/smart-launcher/src/samspil.ts',
      'server/index': 'packages/smart-launcher/src/server/index.ts',
    },
    external: (id) =>
      (externalOf('smart-launcher')(id) && !id.startsWith('@samspil/')) || id === 'playwright-core',
    plugins: [
      nodeResolve({
        exportConditions: ['samspil-source', 'node'],
        extensions: ['.mjs', '.js', '.json', '.ts'],
      }),
      commonjs(),
      json({ preferConst: true }),
      esbuild({ target: 'node20', tsconfig: 'tsconfig.json' }),
    ],
    output: {
      dir: 'packages/smart-launcher/dist',
      format: 'es',
      chunkFileNames: 'server/[name]-[hash].js',
      // What `npx samspil` starts.
      banner: ({ name }) => (name === 'samspil' ? '#!/usr/bin/env node' : ''),
    },
  },
  workplace: page(
    {
      workplace: 'packages/smart-launcher/src/workplace/main.ts',
      'outbox-worker': 'packages/sdk/src/offline/worker.ts',
    },
    'packages/smart-launcher/dist/workplace',
    ['packages/smart-launcher/src/workplace/index.html', 'packages/smart-launcher/src/workplace/icon.svg'],
  ),
  conformance: page(
    { bench: 'packages/smart-launcher/src/conformance/bench-page.ts' },
    'packages/smart-launcher/dist/conformance',
    ['packages/smart-launcher/src/conformance/bench.html'],
  ),
  bedside: page({ samspil: 'examples/bedside-vitals/samspil.ts' }, 'examples/bedside-vitals/dist'),
  pulse: page({ page: 'examples/pulse-note/page.ts' }, 'examples/pulse-note/dist'),
  'pulse-in-page': inPage(
    { 'in-page': 'examples/pulse-note/pulse-note.ts' },
    'examples/pulse-note/dist',
    'examples/pulse-note/manifest.in-page.json',
  ),
};

function copyFiles(files) {
  return {
    name: 'copy-files',
    buildStart() {
      for (const file of files) {
        this.addWatchFile(file);
        this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) });
      }
    },
  };
}

/** `SAMSPIL_BUILDS=server,workplace` builds only those; without it, all. */
const chosen = process.env.SAMSPIL_BUILDS?.split(',') ?? Object.keys(builds);
export default chosen.map(buildNamed);

/** @param {string} name of a build above @returns its options, also for what measures the files it makes */
export function buildNamed(name) {
  if (!builds[name])
    throw new Error(`No build is called "${name}". There are: ${Object.keys(builds).join(', ')}.`);
  return { ...builds[name], onwarn: failOnWarning };
}

/** A warning of the bundler is a defect of the package, found here rather than by a user. */
function failOnWarning(warning, warn) {
  const fromDependency = /node_modules/.test(warning.id ?? warning.ids?.[0] ?? '');
  if (fromDependency || warning.code === 'CIRCULAR_DEPENDENCY') return warn(warning);
  throw new Error(`${warning.code}: ${warning.message}`);
}
