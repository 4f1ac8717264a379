/** FHIR payloads of given sizes, made of DK Core Observations. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../../packages/sdk/test/fixtures/dk-core/', import.meta.url));

const OBSERVATIONS = readdirSync(FIXTURES)
  .filter((file) => file.startsWith('Observation-'))
  .sort()
  .map((file) => JSON.parse(readFileSync(FIXTURES + file, 'utf8')))
  // The narrative is one long text: cheap to look through, and no part of what a plugin works with.
  .map(({ text: _narrative, ...resource }) => resource);

/** A search set of at least `bytes` bytes of JSON, in which each Observation comes round again under another id. */
export function bundleOf(bytes) {
  const bundle = { resourceType: 'Bundle', type: 'searchset', entry: [] };
  for (let n = 0; JSON.stringify(bundle).length < bytes; n++) {
    const resource = OBSERVATIONS[n % OBSERVATIONS.length];
    bundle.entry.push({ resource: { ...structuredClone(resource), id: `o${n}` } });
  }
  return bundle;
}
