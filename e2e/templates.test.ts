import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publicElements } from '../tools/manifest/public-elements.mjs';

/** Templates of other frameworks, read by their own compilers, and the data that editors read. */
const peers = fileURLToPath(new URL('peers', import.meta.url));
const components = new URL('../packages/components/', import.meta.url);
const requirePeer = createRequire(join(peers, 'package.json'));
const tags = publicElements().map(({ tag }) => tag);

/** Runs a compiler of the peers; gives what it printed without colours. */
function compile(script: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(peers, 'node_modules', script), ...args], {
    cwd: peers,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`.replace(/\u001b\[\d*m/g, '');
}

test('vue-tsc knows properties and events of the elements in a template, and refuses what no element takes', () => {
  assert.equal(compile('vue-tsc/bin/vue-tsc.js', ['-p', 'vue', '--noEmit']), '');
});

test("Angular's compiler types the events of the elements and what a template calls them by", () => {
  const said = compile('@angular/compiler-cli/bundles/src/bin/ngc.js', ['-p', 'angular']);
  const errors = [...said.matchAll(/^(\S+):\d+:\d+ - error (TS\d+)/gm)].map(([, file, code]) => [file, code]);
  const expected = [
    ['refused.ts', 'TS2345'],
    ['refused.ts', 'TS2339'],
  ];
  assert.deepEqual(errors, expected, said);
});

/** What is used here of VS Code's services: their own types are there only once the peers are installed. */
interface Document {
  positionAt(offset: number): unknown;
}
interface Documents {
  TextDocument: { create(uri: string, language: string, version: number, text: string): Document };
}
interface Completions {
  doComplete(document: Document, position: unknown, parsed: unknown): { items: { label: string }[] };
}
interface HtmlService extends Documents {
  newHTMLDataProvider(id: string, data: unknown): unknown;
  getLanguageService(options: object): Completions & { parseHTMLDocument(document: Document): unknown };
}
interface CssService extends Documents {
  newCSSDataProvider(data: unknown): unknown;
  getCSSLanguageService(options: object): Completions & { parseStylesheet(document: Document): unknown };
}

/** The completions that VS Code's own service for HTML offers where `|` stands. */
function completionsAt(marked: string): string[] {
  const html = requirePeer('vscode-html-languageservice') as HtmlService;
  const data = JSON.parse(readFileSync(new URL('vscode.html-custom-data.json', components), 'utf8'));
  const provider = html.newHTMLDataProvider('samspil', data);
  const service = html.getLanguageService({ customDataProviders: [provider], useDefaultDataProvider: false });
  const at = marked.indexOf('|');
  const document = html.TextDocument.create('page.html', 'html', 1, marked.replace('|', ''));
  const { items } = service.doComplete(
    document,
    document.positionAt(at),
    service.parseHTMLDocument(document),
  );
  return items.map(({ label }) => label);
}

test('an editor with the custom data offers every tag, its attributes and their words', () => {
  assert.deepEqual(
    completionsAt('<|')
      .filter((label) => label.startsWith('samspil-'))
      .sort(),
    tags,
  );
  const attributes = completionsAt('<samspil-early-warning-score |></samspil-early-warning-score>');
  for (const name of ['locale', 'score', 'birth-date', 'pregnant'])
    assert.ok(attributes.includes(name), name);
  const words = completionsAt('<samspil-early-warning-score score="|"></samspil-early-warning-score>');
  assert.deepEqual(words.sort(), ['news2', 'tobs']);
});

test('an editor with the custom data offers the tokens and parts in styles', () => {
  const css = requirePeer('vscode-css-languageservice') as CssService;
  const data = JSON.parse(readFileSync(new URL('vscode.css-custom-data.json', components), 'utf8'));
  const service = css.getCSSLanguageService({
    customDataProviders: [css.newCSSDataProvider(data)],
    useDefaultDataProvider: false,
  });
  const labelsIn = (marked: string): string[] => {
    const document = css.TextDocument.create('page.css', 'css', 1, marked.replace('|', ''));
    const position = document.positionAt(marked.indexOf('|'));
    return service
      .doComplete(document, position, service.parseStylesheet(document))
      .items.map(({ label }) => label);
  };
  assert.ok(labelsIn('samspil-app { --samspil-| }').includes('--samspil-accent'));
  assert.ok(labelsIn('samspil-allergies:|').includes('::part(entry)'));
});

test('web-types name every element with its attributes, properties and events as JetBrains reads them', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', components), 'utf8')) as {
    version: string;
  };
  const types = JSON.parse(readFileSync(new URL('web-types.json', components), 'utf8'));
  assert.equal(types.version, version);
  const { elements } = types.contributions.html as { elements: Record<string, unknown>[] };
  assert.deepEqual(elements.map(({ name }) => name).sort(), tags);
  const score = elements.find(({ name }) => name === 'samspil-early-warning-score') as {
    attributes: { name: string; value: unknown }[];
    js: { events: { name: string; type: string }[]; properties: { name: string; type: string }[] };
  };
  assert.deepEqual(score.attributes.find(({ name }) => name === 'score')?.value, {
    type: ["'news2'", "'tobs'"],
  });
  assert.ok(
    score.js.events.some(({ name, type }) => name === 'samspil-score-task' && type === 'ScoreTaskEvent'),
  );
  assert.ok(score.js.properties.some(({ name }) => name === 'resources'));
});
