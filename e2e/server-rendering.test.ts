import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publicElements } from '../tools/manifest/public-elements.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program of ours as a server would: no loader, no condition, only what the packages publish. */
function runPlainly(script: string, args: readonly string[] = []): unknown {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const printed = execFileSync(process.execPath, [script, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return JSON.parse(printed);
}

test('every module can be imported in Node, and none looks for a page while it is', () => {
  const { imported, touched } = runPlainly('e2e/support/import-all.mjs', [
    `${root}packages/components/dist`,
    // Bundles for browsers, with Lit's build for browsers in them; and what needs React.
    'script/',
    'samspil-components.js',
    'react/',
  ]) as { imported: string[]; touched: { at: string }[] };
  for (const { name } of publicElements()) assert.ok(imported.includes(`define/${name}.js`), name);
  // uPlot asks by `typeof` whether there is a window, which is how to ask; what draws is loaded by a page alone.
  assert.deepEqual(
    touched.filter(({ at }) => !at.includes('node_modules/uplot/')),
    [],
  );
});

test('@lit-labs/ssr renders every element, with nothing given, with empty lists, and with a resource', () => {
  const results = runPlainly('e2e/peers/ssr/render-all.mjs') as {
    tag: string;
    given: string;
    markup?: string;
    error?: string;
  }[];
  const failures = results.flatMap(({ tag, given, error }) =>
    error ? [`${tag}, ${given}: ${error.split('\n', 2).join('')}`] : [],
  );
  assert.deepEqual(failures, []);
  for (const { tag } of publicElements()) {
    const markups = results.filter((result) => result.tag === tag).map(({ markup = '' }) => markup);
    assert.equal(markups.length, 3, tag);
    for (const markup of markups)
      assert.match(markup, /<template shadowroot="open" shadowrootmode="open"/, tag);
  }
  const allergies = results.find(({ tag, given }) => tag === 'samspil-allergies' && given === 'least');
  assert.match(allergies?.markup ?? '', /Penicillin/);
});
