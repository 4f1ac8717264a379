import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePages } from '../bundle-pages.ts';

const PAGES = fileURLToPath(new URL('pages', import.meta.url));

/** Page and worker, by file name. */
export function buildPages(): Promise<ReadonlyMap<string, string>> {
  return bundlePages({ page: resolve(PAGES, 'page.ts'), worker: resolve(PAGES, 'worker.ts') });
}
