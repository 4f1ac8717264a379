import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const locales = ['da', 'sv', 'en'];

async function textsOf(locale: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(`${folder}locales/${locale}.json`, 'utf8')) as Record<string, string>;
}

async function sources(): Promise<{ file: string; text: string }[]> {
  const files = await readdir(folder, { recursive: true });
  const wanted = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return Promise.all(wanted.map(async (file) => ({ file, text: await readFile(folder + file, 'utf8') })));
}

test('the three languages have the same keys in the same order', async () => {
  const [danish = {}, ...others] = await Promise.all(locales.map(textsOf));
  for (const other of others) assert.deepEqual(Object.keys(other), Object.keys(danish));
});

test('no text is empty, and placeholders are the same in each language', async () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
  const [danish = {}, ...others] = await Promise.all(locales.map(textsOf));
  for (const [key, text] of Object.entries(danish)) {
    assert.notEqual(text.trim(), '', key);
    for (const other of others) assert.deepEqual(placeholders(other[key] ?? ''), placeholders(text), key);
  }
});

test('no key is the beginning of another, so that the flat list can be nested', async () => {
  const keys = Object.keys(await textsOf('da'));
  for (const key of keys) assert.ok(!keys.some((other) => other.startsWith(`${key}.`)), key);
});

test('every text is used, and words the vocabulary has are taken from it by its keys', async () => {
  const all = (await sources()).map(({ text }) => text).join('\n');
  const families = [...all.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map(([, stem]) => stem ?? '');
  const plurals = [...all.matchAll(/plural\('([\w.]+)'/g)].map(([, stem]) => `${stem}.`);
  for (const key of Object.keys(await textsOf('da'))) {
    const isUsed = all.includes(`'${key}'`) || [...families, ...plurals].some((stem) => key.startsWith(stem));
    assert.ok(isUsed, `${key} is used nowhere`);
  }
});

/** What `html` templates say in the file's own words: without markup, and without what stands in `${…}`. */
function wordsInTemplates(source: string): string {
  const said: string[] = [];
  const read = (from: number, isTemplate: boolean): number => {
    for (let at = from; at < source.length; at += 1) {
      const here = source[at];
      if (isTemplate && here === '\\') at += 1;
      else if (isTemplate && here === '`') return at;
      else if (isTemplate && source.startsWith('${', at)) at = read(at + 2, false);
      else if (isTemplate) said.push(here ?? '');
      else if (here === '}') return at;
      else if (here === '{') at = read(at + 1, false);
      else if (source.startsWith('html`', at)) at = read(at + 5, true);
      else if (here === '`') at = source.indexOf('`', at + 1);
    }
    return source.length;
  };
  // The bodies of functions are blocks in braces, so the whole file reads as one.
  read(0, false);
  return said.join('').replace(/<[^>]*>/g, ' ');
}

test('no template holds words of its own: texts come from the locale files', async () => {
  for (const { file, text } of await sources()) {
    const words = wordsInTemplates(text).match(/[A-Za-zÆØÅæøå]{2,}/g) ?? [];
    assert.deepEqual(
      words.filter((word) => word !== 'Samspil' && word !== 'ms'),
      [],
      file,
    );
    for (const [, value = ''] of text.matchAll(/(?:aria-label|placeholder|title|alt)="([^"$]*)"/g)) {
      assert.equal(value, '', file);
    }
  }
});
