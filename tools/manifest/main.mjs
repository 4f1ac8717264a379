/** Writes `custom-elements.json`, or with `--check` holds the committed one to the sources. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeElements } from './describe.mjs';
import { manifestFaults } from './manifest-faults.mjs';
import { COMPONENTS, publicElements } from './public-elements.mjs';
import { reachableFrom } from './reachable.mjs';

const path = join(COMPONENTS, 'custom-elements.json');
const manifest = describeElements();
const elements = publicElements();
const text = `${JSON.stringify(manifest, null, 2)}\n`;
const faults = manifestFaults(elements, manifest, (source) => reachableFrom(source).values());
if (process.argv.includes('--check')) {
  if (committed() !== text) {
    faults.push(
      'packages/components/custom-elements.json is not what the sources say: run npm run manifest.',
    );
  }
} else {
  writeFileSync(path, text);
  console.log(`${elements.length} elements in packages/components/custom-elements.json`);
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

function committed() {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
