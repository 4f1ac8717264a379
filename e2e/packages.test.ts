import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = ['sdk', 'components', 'smart-launcher'] as const;

let folder = '';
const tarballs = new Map<string, string>();

/** Runs a tool of this repository and gives what it printed; a non-zero exit is a failed test. */
function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samspil-packages-'));
  for (const name of PACKAGES) {
    const printed = run('npm', ['pack', '--json', '--pack-destination', folder], `${root}packages/${name}`);
    const [packed] = JSON.parse(printed) as { filename: string }[];
    tarballs.set(name, join(folder, packed?.filename ?? ''));
  }
});

after(() => rm(folder, { recursive: true, force: true }));

for (const name of PACKAGES) {
  test(`publint finds nothing wrong with @samspil/${name}`, () => {
    run(process.execPath, [`${root}node_modules/publint/src/cli.js`, '--strict'], `${root}packages/${name}`);
  });

  test(`are-the-types-wrong finds nothing wrong with @samspil/${name}`, () => {
    const cli = `${root}node_modules/@arethetypeswrong/cli/dist/index.js`;
    run(process.execPath, [cli, tarballs.get(name) ?? '', '--profile', 'esm-only'], folder);
  });

  test(`what @samspil/${name} ships holds no test and names no file of this machine`, async () => {
    const names = run('tar', ['-tzf', tarballs.get(name) ?? ''], folder).split('\n');
    assert.deepEqual(
      names.filter((file) => /\.test\.|\/node_modules\//.test(file)),
      [],
    );
    const unpacked = await mkdtemp(join(folder, 'unpacked-'));
    run('tar', ['-xzf', tarballs.get(name) ?? '', '-C', unpacked], folder);
    for (const file of names.filter((entry) => /\.(js|d\.ts|json)$/.test(entry))) {
      const text = await readFile(join(unpacked, file), 'utf8');
      assert.ok(!text.includes(root), file);
    }
  });
}

test('npm install @samspil/sdk adds at most five packages, and a program that imports every room compiles against them', async () => {
  const app = await mkdtemp(join(folder, 'app-'));
  await writeFile(join(app, 'package.json'), '{ "name": "app", "private": true, "type": "module" }');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarballs.get('sdk') ?? ''], app);
  const lock = JSON.parse(await readFile(join(app, 'package-lock.json'), 'utf8')) as { packages: object };
  const added = Object.keys(lock.packages).filter(Boolean);
  assert.ok(added.length <= 5, `${added.length} packages: ${added.join(', ')}`);

  const { exports } = JSON.parse(
    await readFile(join(app, 'node_modules/@samspil/sdk/package.json'), 'utf8'),
  ) as {
    exports: Record<string, unknown>;
  };
  const rooms = Object.keys(exports).filter((subpath) => !/worker$|\.json$/.test(subpath));
  const program = rooms.map(
    (subpath, n) => `import * as room${n} from '@samspil/sdk${subpath.slice(1)}';\nvoid room${n};`,
  );
  program.push(`import schema from '@samspil/sdk/manifest.schema.json' with { type: 'json' };`);
  program.push(`schema.properties.contributes.items.properties.when.$ref satisfies string;`);
  program.push(`import { connect } from '@samspil/sdk';`, `import type { Observation } from 'fhir/r4.js';`);
  program.push(`const workplace = await connect({ clientId: 'x', scope: '' });`);
  program.push(`const found = workplace.context.value?.fhir.search<Observation>('Observation');`);
  program.push(`if (found) for await (const one of found) one.valueQuantity?.value?.toFixed(1);`);
  await writeFile(join(app, 'app.ts'), program.join('\n'));
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    resolveJsonModule: true,
    lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
    types: [],
  };
  await writeFile(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', '.'], app);
});
