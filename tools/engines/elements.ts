import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../packages/smart-launcher/src/server/front.ts';
import { names, storyScript } from '../pictures/stories.mjs';
import type { Driver } from './driver.ts';
import type { Engine } from './find-engines.ts';

/** What a person finds of one story in one engine. */
interface Found {
  /** All text in sight, white space taken together. */
  readonly text: string;
  /** How far the page is wider than its window. */
  readonly beyond: number;
  /** Errors that nobody caught. */
  readonly errors: readonly string[];
}

/** As narrow as WCAG 1.4.10 asks for. */
const WIDTH = 320;

/** What stands still: the same moment in every engine, and a list of what nobody caught from the first line on. */
const PRELUDE = `<script>
const now = Date.parse('2026-03-02T09:30:00+01:00');
Date = class extends Date { constructor(...given) { super(...(given.length > 0 ? given : [now])); } static now() { return now; } };
window.uncaught = [];
addEventListener('error', ({ message }) => uncaught.push(message));
addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
</script>`;

const PAGE = `<!doctype html><html lang="da"><meta charset="utf-8"><title>Story</title>${PRELUDE}
<style>body { margin: 0; } main { box-sizing: border-box; width: ${WIDTH}px; padding: 8px; overflow: hidden; }</style>
<main></main><script type="module" src="/stories.js"></script></html>`;

/** Shows a story, waits until it stands still, and reads it as a person would. */
const show = (name: string): string => `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let turn = 0; turn < 500 && !window.showStory; turn++) await new Promise((resolve) => setTimeout(resolve, 20));
  const main = document.querySelector('main');
  let failure;
  try { await window.showStory(${JSON.stringify(name)}); } catch (error) { failure = String(error); }
  const seen = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (!(node instanceof Element) || /^(style|script|template)$/i.test(node.tagName)) return '';
    if (!node.checkVisibility({ visibilityProperty: true })) {
      // What has no box of its own may hold what has one.
      if (getComputedStyle(node).display !== 'contents') return '';
    }
    const children = node.shadowRoot ? node.shadowRoot.childNodes
      : node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : node.childNodes;
    return ' ' + [...children].map(seen).join('') + ' ';
  };
  const read = () => seen(main).replace(/\\s+/g, ' ').trim();
  let text, quiet = 0;
  for (let turn = 0; turn < 300 && quiet < 5; turn++) {
    await frame();
    const next = read();
    quiet = next === text ? quiet + 1 : 0;
    text = next;
  }
  return {
    text,
    beyond: main.scrollWidth - main.clientWidth,
    errors: [...window.uncaught, ...(failure ? [failure] : [])],
  };
})()`;

/**
 * The first story of every element, in a page of 320 px: it shows text, nothing is thrown, nothing lies beyond
 * the edge. Gives what stands in each, so that engines can be compared.
 */
export async function showElements(
  engine: Engine,
): Promise<{ readonly isGood: boolean; readonly texts: ReadonlyMap<string, string> }> {
  const script = await storyScript();
  const server = createServer(({ url }, response) => {
    const isScript = url === '/stories.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const driver = await engine.open();
  console.log(`\n— ${driver.name} —`);
  const texts = new Map<string, string>();
  let failed = 0;
  try {
    for (const name of names()) {
      const found = await look(driver, `http://127.0.0.1:${port}/?${name}`, name);
      texts.set(name, found.text);
      const faults = faultsOf(found);
      if (faults.length > 0) failed += 1;
      for (const fault of faults) console.log(`${name}: ${fault}`);
    }
  } finally {
    await driver.close();
    await closeServer(server);
  }
  const verdict = failed === 0 ? 'ok' : 'short';
  console.log(
    `figure: elements-failing-${engine.name} ${failed} of ${texts.size} elements (bar 0) ${verdict}`,
  );
  return { isGood: failed === 0, texts };
}

async function look(driver: Driver, address: string, name: string): Promise<Found> {
  await driver.goto(address);
  return driver.evaluate<Found>(show(name));
}

function faultsOf({ text, beyond, errors }: Found): string[] {
  return [
    ...errors.map((error) => `throws ${error}`),
    ...(text === '' ? ['shows nothing'] : []),
    ...(beyond > 0 ? [`is ${beyond} px wider than ${WIDTH}`] : []),
  ];
}

/** What another engine writes otherwise than the first, by element. */
export function differing(first: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...first].flatMap(([name, text]) => {
    const theirs = other.get(name);
    if (theirs === undefined || theirs === text) return [];
    let at = 0;
    while (text[at] === theirs[at]) at += 1;
    const around = (whole: string) => whole.slice(Math.max(0, at - 20), at + 40);
    return [`${name}: “${around(theirs)}” in place of “${around(text)}”`];
  });
}
