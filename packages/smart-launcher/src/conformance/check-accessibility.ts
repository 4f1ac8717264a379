import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import type { Finding } from './finding.ts';
import { judged, skipped } from './finding.ts';

const CHECK = 'accessibility';
/** WCAG 2.2 A and AA, as axe tags its rules. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Runs axe in the plugin's frame, if `axe-core` is installed. */
export async function checkAccessibility(frame: Frame): Promise<Finding> {
  const source = await axeSource();
  if (source === undefined)
    return skipped(CHECK, 'axe-core is not installed: npm install --save-dev axe-core');
  await frame.evaluate(source);
  const violations = await frame.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: {
        run(context: Document, options: object): Promise<{ violations: { id: string; nodes: unknown[] }[] }>;
      };
    };
    const found = await axe.run(document, { runOnly: tags });
    return found.violations.map(({ id, nodes }) => `${id} (${nodes.length})`);
  }, TAGS);
  return judged(
    CHECK,
    'axe finds nothing at 320 px.',
    violations.length > 0 ? `axe finds ${violations.join(', ')}.` : undefined,
  );
}

async function axeSource(): Promise<string | undefined> {
  try {
    return await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  } catch {
    return undefined;
  }
}
