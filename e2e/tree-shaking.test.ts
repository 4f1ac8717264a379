import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { publicElements } from '../tools/manifest/public-elements.mjs';
import { bundleBuilt } from './support/bundle-built.ts';

/** What an app's bundler keeps of the components: by esbuild, from what the package publishes. */
const external = ['lit', 'lit/*', '@lit/*', '@samspil/sdk', '@samspil/sdk/*', 'uplot', 'react'];
const elements = publicElements();

interface Kept {
  bytes: number;
  /** Modules with at least one byte in the bundle, below `dist`. */
  modules: string[];
}

/** Several programs, each bundled by itself, read in one go. */
async function keptOf(programs: readonly string[]): Promise<Kept[]> {
  const { metafile } = await bundleBuilt('', {
    stdin: undefined,
    entryPoints: programs.map((_, index) => ({ in: `program:${index}`, out: `${index}` })),
    outdir: '/programs',
    external,
    plugins: [programsPlugin(programs)],
  });
  const outputs = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output]));
  return programs.map((_, index) => {
    const output = outputs.get(`program:${index}`);
    const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const modules = inputs.flatMap(([path]) => /components\/dist\/(.+)$/.exec(path)?.[1] ?? []);
    return { bytes: output?.bytes ?? 0, modules };
  });
}

async function kept(program: string): Promise<Kept> {
  const [found] = await keptOf([program]);
  assert.ok(found);
  return found;
}

/** Entries that stand in no file. */
function programsPlugin(programs: readonly string[]): Plugin {
  return {
    name: 'programs',
    setup(build) {
      build.onResolve({ filter: /^program:/ }, ({ path }) => ({
        path: path.slice('program:'.length),
        namespace: 'program',
      }));
      build.onLoad({ filter: /.*/, namespace: 'program' }, ({ path }) => ({
        contents: programs[Number(path)],
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      }));
    },
  };
}

/** The modules of elements' own classes among what was kept. */
const classesIn = ({ modules }: Kept): string[] =>
  elements.map(({ source }) => source.replace(/\.ts$/, '.js')).filter((path) => modules.includes(path));

test('one class from the index costs what its own path costs, for every element', async () => {
  const programOf = (className: string, path: string) =>
    `import { ${className} } from '@samspil/components${path}'; console.log(${className});`;
  const [fromIndexes, fromPaths] = await Promise.all([
    keptOf(elements.map(({ className }) => programOf(className, ''))),
    keptOf(elements.map(({ className, name }) => programOf(className, `/components/${name}`))),
  ]);
  for (const [index, { name }] of elements.entries()) {
    const [fromIndex, fromPath] = [fromIndexes[index], fromPaths[index]];
    assert.ok(fromIndex && fromPath && fromPath.modules.length > 0, name);
    const modules = fromIndex.modules.filter((path) => path !== 'index.js');
    assert.deepEqual(modules.sort(), fromPath.modules.sort(), name);
    // The same modules, but in the larger graph a minifier runs out of short names sooner.
    const ratio = fromIndex.bytes / fromPath.bytes;
    assert.ok(ratio < 1.02, `${name}: ${fromIndex.bytes} of ${fromPath.bytes} bytes`);
  }
});

test('a list brings no other element than the one that says its age', async () => {
  const define = await kept("import '@samspil/components/define/conditions';");
  assert.deepEqual(classesIn(define).sort(), [
    'components/conditions/conditions.js',
    'components/read-age/read-age.js',
  ]);
});

test('one component for React registers its element and brings no other', async () => {
  const own = await kept(
    "import { SamspilConditions } from '@samspil/components/react'; console.log(SamspilConditions);",
  );
  const define = await kept("import '@samspil/components/define/conditions';");
  assert.deepEqual(classesIn(own), classesIn(define));
  assert.ok(own.modules.includes('define/define-once.js'));
});

test('an import that is not used leaves nothing, one that registers leaves all', async () => {
  const unused = await kept("import { SamspilConditions } from '@samspil/components';");
  assert.deepEqual(unused.modules, []);
  const all = await kept("import '@samspil/components/define';");
  assert.equal(classesIn(all).length, elements.length);
});
