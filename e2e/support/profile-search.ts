import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files under a folder that hold one of these texts, in either encoding that a browser writes, each as
 * `path: text`. Everything is searched: databases, their logs, caches, sessions, autofill.
 */
export async function filesHolding(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'utf8') },
    { text, bytes: Buffer.from(text, 'utf16le') },
  ]);
  const found = new Set<string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    for (const { text, bytes } of needles) if (content.includes(bytes)) found.add(`${path}: ${text}`);
  }
  return [...found];
}
