import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('..', import.meta.url);

/**
 * For the test server: `x.bundle.js` is `x.ts` with all that it imports in one file, as the module of an in-page plugin
 * must be.
 */
export function oneFile() {
  return {
    name: 'one-file',
    async serve({ path }) {
      if (!path.endsWith('.bundle.js')) return undefined;
      const { outputFiles } = await build({
        entryPoints: [fileURLToPath(new URL(`.${path.replace(/\.bundle\.js$/, '.ts')}`, ROOT))],
        bundle: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        conditions: ['samspil-source'],
        logLevel: 'error',
      });
      return { body: outputFiles[0].text, type: 'js' };
    },
  };
}
