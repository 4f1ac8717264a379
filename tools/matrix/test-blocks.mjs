/** The tests that hold an element: those beside it, and what a shared contract that they call adds. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { COMPONENTS } from '../manifest/public-elements.mjs';

/** @typedef {{ file: string, sentence: string, code: string }} TestBlock */

const printer = ts.createPrinter({ removeComments: true });

/**
 * Cuts the text of a test file into its tests, each with the functions of the same file that it calls, and what those call.
 * What is not run is no test: what is switched off (`it.skip`, `describe.skip`), a comment, a function nobody calls.
 *
 * @param {string} text @param {string} file @returns {TestBlock[]}
 */
export function blocksOf(text, file) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const written = (node) => printer.printNode(ts.EmitHint.Unspecified, node, source);
  const helpers = new Map();
  const tests = [];
  const visit = (node) => {
    if (isSwitchedOff(node)) return;
    if (isTest(node)) {
      tests.push(node);
      return;
    }
    const helper = helperOf(node);
    if (helper) helpers.set(helper.name, helper.body);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tests.map((test) => ({
    file,
    sentence: sentenceOf(test.arguments[0], source),
    code: [test, ...calledIn(test, helpers)].map(written).join('\n'),
  }));
}

/** @param {import('../manifest/public-elements.mjs').PublicElement} element @returns {TestBlock[]} */
export function testsOf({ source, tag, define }) {
  const folder = join('src', dirname(source));
  const files = readdirSync(join(COMPONENTS, folder)).filter((file) => file.endsWith('.test.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(COMPONENTS, folder, name), 'utf8');
    // A test that neither names nor registers the element is not about it, wherever it lies.
    if (!text.includes(tag) && !text.includes(`/define/${basename(define)}'`)) return [];
    return [...blocksOf(text, join(folder, name)), ...contractOf(text)];
  });
}

function contractOf(text) {
  if (!/\blistContract\(/.test(text)) return [];
  const file = 'src/testing/list-contract.ts';
  return blocksOf(readFileSync(join(COMPONENTS, file), 'utf8'), file);
}

function isTest(node) {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return /^(?:it|test)$/.test(node.expression.text);
}

function isSwitchedOff(node) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return name.text === 'skip' && /^(?:it|test|describe)$/.test(expression.getText());
}

/** A function with a name, outside of any test. */
function helperOf(node) {
  if (ts.isFunctionDeclaration(node) && node.name) return { name: node.name.text, body: node };
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return undefined;
  const isFunction = ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer);
  return isFunction ? { name: node.name.text, body: node } : undefined;
}

function calledIn(test, helpers) {
  const found = new Map();
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text;
      const body = helpers.get(name);
      if (body && !found.has(name)) {
        found.set(name, body);
        visit(body);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(test);
  return found.values();
}

function sentenceOf(name, source) {
  if (name === undefined) return '';
  return ts.isStringLiteralLike(name) ? name.text : name.getText(source).replace(/^`|`$/g, '');
}
