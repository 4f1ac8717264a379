import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { typeScale } from './type-scale.ts';

const FOLDERS = ['..', '../../../smart-launcher/src/workplace'];

test('every size of type in elements and workplace is a step of the scale', async () => {
  const steps = Object.values(typeScale).map((step) => `${step}rem`);
  const strays: string[] = [];
  for (const folder of FOLDERS) {
    const root = fileURLToPath(new URL(folder, import.meta.url));
    for (const file of await readdir(root, { recursive: true })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const text = await readFile(`${root}/${file}`, 'utf8');
      for (const [, size = ''] of text.matchAll(/font-size: ([^;]+);/g))
        // `em` is of the text around it.
        if (!steps.includes(size) && !/^0\.\d+em$/.test(size)) strays.push(`${file}: ${size}`);
    }
  }
  assert.deepEqual(strays, []);
});
