/**
 * What a user downloads. The embedded entry is what a plugin in a workplace needs before its first call, as esbuild bundles
 * it. The components are those of `examples/bedside-vitals`, with Lit and their Danish texts, in the very files that
 * the example's page loads at its start: those of our own build (rollup), because another bundler draws other lines
 * between what loads at once and what loads later. Swedish and English are chunks that load when they are asked for.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSize } from './support/bundle-size.mjs';
import { figure } from './support/figure.mjs';
import { pageSize } from './support/page-size.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const KIB = 'KiB-brotli';
/** A plugin that is only ever embedded must not carry these rooms. */
const FORBIDDEN =
  /packages\/sdk\/(src|dist)\/(launch|offline|host)\/|oidc-client-ts|node_modules\/(idb|jose|valibot)\//;

const embedded = await bundleSize({
  code: `import { connect } from '@samspil/sdk'; await connect({ clientId: 'x', scope: '' });`,
  from: 'packages/sdk',
  source: true,
});
figure('embedded-entry', embedded.kib, KIB, ['<=', 8]);
const page = await bundleSize({
  code: `import { definePlugin, runPlugin } from '@samspil/sdk'; void runPlugin(definePlugin({ clientId: 'x', scope: '', views: {} }), document.body);`,
  from: 'packages/sdk',
  source: true,
});
figure('plugin-in-a-page-of-its-own', page.kib, KIB, ['<=', 8]);
const strangers = embedded.inputs.filter((input) => FORBIDDEN.test(input));
figure('embedded-entry-modules-of-other-rooms', strangers.length, 'modules', ['<=', 0]);
for (const stranger of strangers) console.error(`  carried although only embedded: ${stranger}`);

// 30 at first; why it is more: docs/decisions/0012.
figure('components-of-the-example', await pageSize('bedside'), KIB, ['<=', 32]);

// Beside it, the peers as a bundler takes them whole: an app that uses less of medplum or Lit pays less.
for (const [name, code] of [
  ['fhirclient', `import FHIR from 'fhirclient'; globalThis.FHIR = FHIR;`],
  ['medplum-core', `import * as core from '@medplum/core'; globalThis.core = core;`],
  ['lit', `import * as lit from 'lit'; globalThis.lit = lit;`],
]) {
  figure(`beside-${name}`, (await bundleSize({ code, from: 'benchmarks' })).kib, KIB);
}

figure('packages-added-by-npm-install', packagesAdded(), 'packages', ['<=', 5]);

/** Packs the SDK and installs the tarball into an empty folder, as a user would. */
function packagesAdded() {
  const folder = mkdtempSync(join(tmpdir(), 'samspil-size-'));
  try {
    const run = (args, cwd) =>
      execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [{ filename }] = JSON.parse(
      run(['pack', '--json', '--pack-destination', folder], join(root, 'packages/sdk')),
    );
    run(['init', '-y'], folder);
    run(['install', '--no-audit', '--no-fund', `./${filename}`], folder);
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    return Object.keys(packages).filter(Boolean).length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
