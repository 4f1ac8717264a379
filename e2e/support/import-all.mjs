/**
 * Imports, in plain Node, every module of a folder given as argument, and prints as JSON which of them looked for a page while
 * they were imported. Lit comes first: its build for servers brings a stand-in registry, which is Lit's to bring.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...excluded] = process.argv.slice(2);
await import('lit');
await import('@lit/context');

const touched = [];
for (const name of ['window', 'document', 'location', 'localStorage', 'sessionStorage', 'indexedDB']) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => void touched.push({ name, at: new Error().stack.split('\n')[2].trim() }),
  });
}
const { customElements } = globalThis;
Object.defineProperty(globalThis, 'customElements', {
  get: () => {
    const at = new Error().stack.split('\n')[2].trim();
    if (!at.includes('/define/')) touched.push({ name: 'customElements', at });
    return customElements;
  },
});

const imported = [];
for (const file of (await readdir(folder, { recursive: true })).sort()) {
  if (!file.endsWith('.js') || excluded.some((start) => file.startsWith(start))) continue;
  await import(pathToFileURL(join(folder, file)).href);
  imported.push(file);
}
console.log(JSON.stringify({ imported, touched }));
