import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** @param {string | Uint8Array} code @returns {string} as the attribute `integrity` takes it */
export function integrityOf(code) {
  return `sha384-${createHash('sha384').update(code).digest('base64')}`;
}

/** The one file that a build made. */
function onlyChunk(context, bundle, what) {
  const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
  if (chunks.length !== 1) context.error(`${what} is one file; this build makes ${chunks.length}.`);
  return chunks[0];
}

/**
 * Writes the manifest of a one-file module beside it, with the module's hash in place of `%INTEGRITY%`: what is vetted is
 * this build and no other (Subresource Integrity, §3.1).
 *
 * @param {string} manifest
 */
export function writeIntegrity(manifest) {
  return {
    name: 'write-integrity',
    buildStart() {
      this.addWatchFile(manifest);
    },
    generateBundle(_options, bundle) {
      const { code } = onlyChunk(this, bundle, 'An in-page plugin');
      const source = readFileSync(manifest, 'utf8').replace('%INTEGRITY%', integrityOf(code));
      this.emitFile({ type: 'asset', fileName: basename(manifest), source });
    },
  };
}

/**
 * Writes beside a one-file script what a page needs to load just this build: its hash, and the tag to copy.
 *
 * @param {{ version: string }} packageJson
 */
export function tellIntegrity({ version }) {
  return {
    name: 'tell-integrity',
    generateBundle(_options, bundle) {
      const { fileName, code } = onlyChunk(this, bundle, 'A script with a hash');
      const integrity = integrityOf(code);
      const tag = `<script type="module" src="${fileName}" integrity="${integrity}" crossorigin="anonymous"></script>`;
      const source = `${JSON.stringify({ file: fileName, version, integrity, tag }, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: fileName.replace(/\.js$/, '.integrity.json'), source });
    },
  };
}
