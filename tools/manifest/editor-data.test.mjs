import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementTypes } from '../frameworks/element-types.mjs';
import { reactModules } from '../frameworks/react-modules.mjs';
import { vueModules } from '../frameworks/vue-modules.mjs';
import { choicesOf, wordsOf } from './editor-words.mjs';
import { packagingFaults } from './packaging-faults.mjs';
import { vscodeCssData, vscodeHtmlData } from './vscode-data.mjs';
import { webTypes } from './web-types.mjs';

const part = { name: 'entry', description: 'One entry.' };
const token = { name: '--samspil-text', description: 'Text.', default: 'black' };
const list = {
  name: 'SamspilThings',
  tagName: 'samspil-things',
  summary: 'Things.',
  description: 'All of them.',
  members: [
    { kind: 'field', name: 'things', type: { text: 'readonly Thing[]' }, description: 'Them.' },
    { kind: 'field', name: 'kind', type: { text: "'a' | 'b'" }, description: 'Which.' },
    { kind: 'field', name: 'open', type: { text: 'boolean' }, description: 'Whether.' },
    { kind: 'field', name: 'size', type: { text: 'number' }, description: 'How many.', readonly: true },
    { kind: 'method', name: 'reload', description: 'Again.' },
  ],
  attributes: [
    { name: 'kind', fieldName: 'kind', type: { text: "'a' | 'b'" }, description: 'Which.' },
    { name: 'open', fieldName: 'open', type: { text: 'boolean' }, description: 'Whether.' },
  ],
  events: [{ name: 'samspil-thing-open', type: { text: 'ThingOpenEvent' }, description: 'when opened' }],
  cssParts: [part],
  cssProperties: [token],
};
const other = {
  name: 'SamspilOther',
  tagName: 'samspil-other',
  summary: 'Other.',
  cssParts: [part],
  cssProperties: [token],
};
const manifest = {
  modules: [list, other].map((declaration) => ({
    path: `dist/components/${declaration.tagName}.js`,
    declarations: [declaration],
  })),
};

test('an editor is told what an element is and what code can set, and nothing of its tokens', () => {
  const words = wordsOf(list);
  assert.match(words, /^\*\*Things\.\*\*\n\nAll of them\./);
  assert.match(words, /- `samspil-thing-open` \(ThingOpenEvent\): when opened/);
  assert.match(words, /- `things`: `readonly Thing\[\]`: Them\./);
  assert.doesNotMatch(words, /--samspil|`kind`/);
});

test('a choice of words is offered as its words, whatever else a type says', () => {
  assert.deepEqual(choicesOf("'24h' | 'all' | undefined"), ['24h', 'all']);
  assert.deepEqual([choicesOf('string'), choicesOf()], [[], []]);
  const [{ attributes }] = vscodeHtmlData(manifest).tags;
  assert.deepEqual(attributes[0].values, [{ name: 'a' }, { name: 'b' }]);
  assert.equal(attributes[1].valueSet, 'v');
});

test('tokens and parts that several elements have stand once in the data for styles', () => {
  const { properties, pseudoElements } = vscodeCssData(manifest);
  assert.deepEqual(
    properties.map(({ name }) => name),
    ['--samspil-text'],
  );
  assert.deepEqual(
    pseudoElements.map(({ name }) => name),
    ['::part(entry)'],
  );
  assert.match(pseudoElements[0].description.value, /samspil-things.*\n.*samspil-other/);
});

test('web-types tell what can be set, and not what can only be read', () => {
  const [things] = webTypes(manifest, { name: 'x', version: '1.0.0' }).contributions.html.elements;
  assert.deepEqual(
    things.js.properties.map(({ name }) => name),
    ['things', 'kind', 'open'],
  );
  assert.deepEqual(things.attributes[1].value, { kind: 'no-value', type: 'boolean' });
});

test('a component for React has its properties and the events by their names in React, and registers its element', () => {
  const files = reactModules(elementTypes(manifest));
  assert.match(files.get('things.js'), /^import '\.\.\/define\/things\.js';/);
  assert.match(
    files.get('things.js'),
    /\['things', 'kind', 'open'\], \{ onThingOpen: 'samspil-thing-open' \}/,
  );
  assert.match(files.get('things.d.ts'), /'onsamspil-thing-open': ThingOpenEvent/);
  assert.match(files.get('other.d.ts'), /ElementProps<PageElement, never, Record<never, Event>>/);
  assert.match(vueModules(elementTypes(manifest)).get('things.d.ts'), /'samspil-things': VueElement</);
});

test('an element that the package does not export, register or name is a fault, each in a sentence', () => {
  const element = {
    name: 'things',
    tag: 'samspil-things',
    className: 'SamspilThings',
    source: 'components/things/things.ts',
  };
  const faults = packagingFaults([element], { exports: { './define/things': {} } }, () => '');
  assert.deepEqual(faults, [
    'samspil-things: exports of package.json have no ./components/things.',
    'samspil-things: index.ts does not export its class.',
    'samspil-things: define/index.ts does not register it.',
    'samspil-things: HTMLElementTagNameMap does not name its class.',
  ]);
});
