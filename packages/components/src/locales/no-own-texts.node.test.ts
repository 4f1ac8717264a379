import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ownTexts } from '../testing/own-texts.ts';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));

const withTemplates = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
  .map((file) => ({ file, texts: ownTexts(readFileSync(join(SOURCES, file), 'utf8')) }))
  .filter(({ texts }) => texts !== undefined);

test('no element has a text of its own', () => {
  const found = withTemplates.flatMap(({ file, texts = [] }) => texts.map((text) => `${file}: ${text}`));
  assert.deepEqual(found, []);
});

test('something of every element is looked at', () => {
  const looked = new Set(withTemplates.map(({ file }) => dirname(file)));
  const elements = readdirSync(join(SOURCES, 'components'));
  assert.deepEqual(
    elements.filter((name) => !looked.has(`components/${name}`)),
    [],
  );
});

test('a text is found between tags, beside values and in what is read aloud; code and values are none', () => {
  const values = 'const a: Map<string, number> = new Map(); const words = "Hej";';
  assert.equal(ownTexts(values), undefined);
  assert.deepEqual(ownTexts(`${values} html\`<p class="name" title=\${t('x')}>\${name}: &nbsp;–</p>\``), []);
  assert.deepEqual(ownTexts('html`<p>Puls \${n}<b>slag</b></p>`'), ['Puls', 'slag']);
  assert.deepEqual(ownTexts('html`<a title="Luk">\${x > 1 ? html`ja` : ""}</a>`'), ['Luk', 'ja']);
  assert.deepEqual(ownTexts('html`<i aria-label="Alder: \${n}" alt=Foto></i>`'), ['Alder:', 'Foto']);
});
