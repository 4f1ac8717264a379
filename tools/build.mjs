/** Builds every package: modules by rollup, types by tsc. `--pages` builds only what `npm start` serves. */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeFrameworks } from './frameworks/write-frameworks.mjs';
import { ROOT, installIfMissing } from './install.mjs';

/** What `npm start` serves. */
export const PAGES = ['server', 'workplace', 'bedside'];
const TYPED = ['sdk', 'components', 'smart-launcher'];

/** @param {{ pagesOnly?: boolean }} options */
export async function build({ pagesOnly = false } = {}) {
  if (!pagesOnly)
    for (const name of TYPED) rmSync(join(ROOT, 'packages', name, 'dist'), { recursive: true, force: true });
  const env = pagesOnly ? { ...process.env, SAMSPIL_BUILDS: PAGES.join(',') } : process.env;
  await run('node_modules/rollup/dist/bin/rollup', ['-c', '--silent'], env);
  if (pagesOnly) return;
  for (const name of TYPED) {
    await run('node_modules/typescript/bin/tsc', ['-p', `packages/${name}/tsconfig.build.json`]);
    await declareTexts(join(ROOT, 'packages', name));
    await rewriteTypeImports(join(ROOT, 'packages', name, 'dist'));
  }
  await writeFrameworks();
  await writeManifestSchema();
}

/** `@samspil/sdk/manifest.schema.json`, made by the SDK that was just built, from the schema its hosts read by. */
async function writeManifestSchema() {
  const built = new URL('../packages/sdk/dist/host/registry/publish/index.js', import.meta.url);
  const { manifestJsonSchema } = await import(built.href);
  const text = `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`;
  await writeFile(join(ROOT, 'packages/sdk/dist/manifest.schema.json'), text);
}

/**
 * tsc leaves `./x.ts` in declarations; a consumer has only `./x.d.ts`, which `./x.js` finds. `fhir/r4` is found only by
 * bundlers, `fhir/r4.js` also by Node's own resolution.
 */
async function rewriteTypeImports(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.d.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    const rewritten = text
      .replace(/((?:from|import\()\s*['"]\.{1,2}\/[^'"]+)\.(?:ts|json)(['"])/g, '$1.js$2')
      .replace(/((?:from|import\()\s*['"]fhir\/r4)(['"])/g, '$1.js$2');
    await writeFile(file, rewritten);
  }
}

/** A locale file is a module of its own in `dist`; its keys are part of the types. */
async function declareTexts(folder) {
  for (const entry of await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.json')) continue;
    const file = join(entry.parentPath, entry.name);
    const target = join(folder, 'dist', relative(join(folder, 'src'), file)).replace(/\.json$/, '.d.ts');
    if (!existsSync(target.replace(/\.d\.ts$/, '.js'))) continue;
    const keys = Object.keys(JSON.parse(await readFile(file, 'utf8')));
    const members = keys.map((key) => `  ${JSON.stringify(key)}: string;`).join('\n');
    await writeFile(target, `declare const texts: {\n${members}\n};\nexport default texts;\n`);
  }
}

function run(script, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  installIfMissing();
  await build({ pagesOnly: process.argv.includes('--pages') });
}
