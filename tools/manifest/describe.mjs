/**
 * `custom-elements.json` from the sources: `@custom-elements-manifest/analyzer` reads classes and doc-blocks; what it cannot
 * see (shared properties, named choices, design tokens) is put beside it here, and what is nobody's business (private
 * members, reactive state) is left out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { measures, roles } from '../../packages/components/src/tokens/roles.ts';
import { readTokens, tokensReadBy } from './css-properties.mjs';
import { literalTypes, writeOut } from './literal-types.mjs';
import { COMPONENTS, publicElements } from './public-elements.mjs';
import { reachableFrom } from './reachable.mjs';
import { sharedProperties, withPropertiesWrittenOut } from './shared-properties.mjs';

/** @returns {{ schemaVersion: string, readme: string, modules: object[] }} */
export function describeElements() {
  const elements = publicElements().map((element) => ({ ...element, files: reachableFrom(element.source) }));
  const files = new Map(elements.flatMap((element) => [...element.files]));
  const texts = [...files.values()];
  const writtenOut = withPropertiesWrittenOut(sharedProperties(texts));
  const types = literalTypes(texts);
  const tokens = readTokens(readFileSync(join(COMPONENTS, 'src/tokens/roles.ts'), 'utf8'), {
    roles,
    measures,
  });
  const events = [...files.keys()].filter((path) => path.startsWith('events/') && path !== 'events/index.ts');

  const read = analyze([...elements.map(({ source }) => source), ...events], (path) =>
    writtenOut(files.get(path)),
  );
  const classOf = (path, className) =>
    read.find((module) => module.path === path).declarations.find(({ name }) => name === className);

  const modules = elements.flatMap((element) => {
    const described = shape(classOf(element.source, element.className), types);
    const own = described.cssProperties ?? [];
    described.cssProperties = [...own, ...tokensReadBy(element.files.values(), tokens)];
    return [elementModule(element, described), definitionModule(element)];
  });
  for (const path of events.sort()) {
    const { declarations } = read.find((module) => module.path === path);
    const classes = declarations
      .filter(({ kind }) => kind === 'class')
      .map((declaration) => shape(declaration, types));
    modules.push(module(published(path), classes, classes.map(exported(published(path)))));
  }
  return { schemaVersion: '2.1.0', readme: 'README.md', modules };
}

function analyze(paths, textOf) {
  const modules = paths.map((path) => ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022, true));
  return create({ modules, plugins: litPlugin(), context: { dev: false } }).modules;
}

/** What a user of the class can see of it. */
function shape(declaration, types) {
  const { members = [], attributes, events, superclass, ...rest } = declaration;
  const seen = members.filter(
    ({ name, privacy, static: isStatic, kind }) =>
      !name.startsWith('#') &&
      privacy !== 'private' &&
      privacy !== 'protected' &&
      !isStatic &&
      // What Lit calls is no method of ours, whoever may call it.
      !(kind === 'method' && LIFECYCLE.has(name)),
  );
  // A field that takes its constructor's argument has no default, though the analyzer calls the argument one.
  const withoutArgument = ({ default: value, ...member }) =>
    value === undefined || value === member.name ? member : { ...member, default: value };
  const typed = (item) => (item.type ? { ...item, type: { text: writeOut(item.type.text, types) } } : item);
  return {
    ...rest,
    members: seen.map(typed).map(({ privacy: _privacy, ...member }) => withoutArgument(member)),
    ...(attributes ? { attributes: attributes.filter(isOf(seen)).map(typed) } : {}),
    ...(events ? { events: events.filter(({ name }) => name?.startsWith('samspil-')) } : {}),
    ...(superclass ? { superclass } : {}),
  };
}

const LIFECYCLE = new Set(['connectedCallback', 'disconnectedCallback', 'createRenderRoot']);
const isOf = (members) => (attribute) => members.some(({ name }) => name === attribute.fieldName);

const published = (path) => `dist/${path.replace(/\.ts$/, '.js')}`;
const module = (path, declarations, exports) => ({ kind: 'javascript-module', path, declarations, exports });
const exported = (path) => (declaration) => ({
  kind: 'js',
  name: declaration.name,
  declaration: { name: declaration.name, module: path },
});

function elementModule({ source }, declaration) {
  return module(published(source), [declaration], [exported(published(source))(declaration)]);
}

/** The module that registers the element, for who looks for its tag. */
function definitionModule({ define, tag, className, source }) {
  const declaration = { name: className, module: published(source) };
  return module(
    published(define),
    [],
    [
      { kind: 'js', name: className, declaration },
      { kind: 'custom-element-definition', name: tag, declaration },
    ],
  );
}
