import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sections } from '../../../../components/src/components/timeline/timeline-entries.ts';
import { PREPARED } from './prepared-resources.ts';

const ELEMENTS = new URL('../../../../components/src/components/', import.meta.url);

/** The types that each element searches for, as its source says them. */
async function typesRead(): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>([['timeline', sections]]);
  for (const name of await readdir(ELEMENTS)) {
    const source = await readFile(new URL(`${name}/${name}.ts`, ELEMENTS), 'utf8').catch(() => '');
    const types = [...source.matchAll(/\btypes: \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'(\w+)'/g)].map(([, type = '']) => type),
    );
    if (types.length > 0) found.set(name, types);
  }
  return found;
}

test('whatever an element of the chart reads is fetched for work without a connection', async () => {
  const prepared = PREPARED.map(({ resourceType }) => resourceType);
  const read = await typesRead();
  assert.ok(read.size >= 15, 'the sources of the elements are understood');
  for (const [element, types] of read)
    assert.deepEqual(
      types.filter((type) => !prepared.includes(type)),
      [],
      element,
    );
});
