import assert from 'node:assert/strict';
import { test } from 'node:test';
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

async function kept(code: string): Promise<Kept> {
  const { metafile } = await bundleBuilt(code, { external });
  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    bytes: output?.bytes ?? 0,
    modules: modules.flatMap(([path]) => /components\/dist\/(.+)$/.exec(path)?.[1] ?? []),
  };
}

/** The modules of elements' own classes among what was kept. */
const classesIn = ({ modules }: Kept): string[] =>
  elements.map(({ source }) => source.replace(/\.ts$/, '.js')).filter((path) => modules.includes(path));

test('one class from the index costs what its own path costs, for every element', async () => {
  for (const { name, className } of elements) {
    const [fromIndex, fromPath] = await Promise.all([
      kept(`import { ${className} } from '@samspil/components'; console.log(${className});`),
      kept(
        `import { ${className} } from '@samspil/components/components/${name}'; console.log(${className});`,
      ),
    ]);
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
