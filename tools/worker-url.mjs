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
