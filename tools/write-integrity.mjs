import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

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
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      if (chunks.length !== 1)
        this.error(`An in-page plugin is one file; this build makes ${chunks.length}.`);
      const integrity = `sha384-${createHash('sha384').update(chunks[0].code).digest('base64')}`;
      const source = readFileSync(manifest, 'utf8').replace('%INTEGRITY%', integrity);
      this.emitFile({ type: 'asset', fileName: basename(manifest), source });
    },
  };
}
