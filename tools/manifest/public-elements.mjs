/** The public elements: those that a file in `packages/components/src/define` registers. Whatever lists elements asks here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../install.mjs';

export const COMPONENTS = join(ROOT, 'packages/components');
const REGISTERS = /defineOnce\('(samspil-[a-z0-9-]+)', (\w+)\)/;
const CLASS_FROM = /import \{ (\w+) \} from '\.\.\/(components\/[^']+\.ts)'/;

/**
 * @typedef {{ name: string, tag: string, className: string, source: string, define: string }} PublicElement
 *   `source` and `define` are paths below `packages/components/src`.
 */

/** @param {string} [folder] @returns {PublicElement[]} sorted by name */
export function publicElements(folder = join(COMPONENTS, 'src/define')) {
  const found = [];
  for (const file of readdirSync(folder).sort()) {
    const code = readFileSync(join(folder, file), 'utf8');
    const [, tag, className] = REGISTERS.exec(code) ?? [];
    if (!tag) continue;
    const [, imported, source] = CLASS_FROM.exec(code) ?? [];
    if (imported !== className)
      throw new Error(`define/${file} registers ${className}, but imports no such class.`);
    found.push({ name: file.slice(0, -'.ts'.length), tag, className, source, define: `define/${file}` });
  }
  return found;
}
