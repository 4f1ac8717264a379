import { rollup } from 'rollup';

/**
 * `new Worker(new URL('./worker.ts', import.meta.url))` works in the sources, where the test server compiles `.ts` on
 * the way. A build must name the built file instead. `outbox-worker` is where pages put it.
 */
const WORKER_URL = /new URL\(\s*['"](\.\/[\w-]+)\.ts['"]\s*,\s*import\.meta\.url\s*\)/g;

/** For packages that keep their modules: the worker lies beside the module that starts it. */
export function keepWorkerUrl() {
  return {
    name: 'keep-worker-url',
    transform: {
      order: 'pre',
      handler: (code) =>
        code.includes('import.meta.url')
          ? { code: code.replace(WORKER_URL, `new URL('$1.js', import.meta.url)`), map: null }
          : null,
    },
  };
}

/** For pages: the worker becomes a chunk of the page, wherever that ends up. */
export function emitWorker() {
  return {
    name: 'emit-worker',
    transform: {
      order: 'pre',
      async handler(code, importer) {
        const found = [...code.matchAll(WORKER_URL)];
        if (found.length === 0) return null;
        let result = code;
        for (const [text, path] of found) {
          const { id } = await this.resolve(`${path}.ts`, importer);
          const reference = this.emitFile({ type: 'chunk', id, name: 'outbox-worker' });
          result = result.replace(text, `import.meta.ROLLUP_FILE_URL_${reference}`);
        }
        return { code: result, map: null };
      },
    },
  };
}

/**
 * For one file that holds all: the worker's code is a text in it and starts from a `blob:` URL. So the file's hash covers
 * the worker too, which no attribute could, and a page may take the file from another origin, which a worker may not.
 *
 * @param {import('rollup').Plugin[]} plugins that compile the worker
 */
export function inlineWorker(plugins) {
  return {
    name: 'inline-worker',
    transform: {
      order: 'pre',
      async handler(code, importer) {
        const found = [...code.matchAll(WORKER_URL)];
        if (found.length === 0) return null;
        let result = code;
        for (const [text, path] of found) {
          const { id } = await this.resolve(`${path}.ts`, importer);
          const url = `URL.createObjectURL(new Blob([${await codeOf(id, plugins)}], { type: 'text/javascript' }))`;
          result = result.replace(text, () => url);
        }
        return { code: result, map: null };
      },
    },
  };
}

/** The worker as one module, as a literal. */
async function codeOf(input, plugins) {
  const bundle = await rollup({ input, plugins });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return JSON.stringify(output[0].code.trim());
}
