/** Writes `custom-elements.json` and what is made from it, or with `--check` holds the committed files to the sources. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../install.mjs';
import { describeElements } from './describe.mjs';
import { manifestFaults } from './manifest-faults.mjs';
import { packagingFaults } from './packaging-faults.mjs';
import { COMPONENTS, publicElements } from './public-elements.mjs';
import { readmeFaults } from './readme-faults.mjs';
import { reachableFrom } from './reachable.mjs';
import { versionModule } from './version-module.mjs';
import { vscodeCssData, vscodeHtmlData } from './vscode-data.mjs';
import { webTypes } from './web-types.mjs';

const packageJson = JSON.parse(readFileSync(join(COMPONENTS, 'package.json'), 'utf8'));
const manifest = describeElements();
const elements = publicElements();
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const files = {
  'custom-elements.json': json(manifest),
  'vscode.html-custom-data.json': json(vscodeHtmlData(manifest)),
  'vscode.css-custom-data.json': json(vscodeCssData(manifest)),
  'web-types.json': json(webTypes(manifest, packageJson)),
  'src/version.ts': versionModule(packageJson),
};
const faults = [
  ...manifestFaults(elements, manifest, (source) => reachableFrom(source).values()),
  ...packagingFaults(elements, packageJson, (path) => readFileSync(join(COMPONENTS, 'src', path), 'utf8')),
  ...readmeFaults(elements, readFileSync(join(COMPONENTS, 'README.md'), 'utf8'), (path) =>
    textAt(join(ROOT, path)),
  ),
];
if (process.argv.includes('--check')) {
  for (const [path, text] of Object.entries(files)) {
    if (textAt(join(COMPONENTS, path)) !== text)
      faults.push(`packages/components/${path} is not what the sources say: run npm run manifest.`);
  }
} else {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(COMPONENTS, path), text);
  console.log(`${elements.length} elements in packages/components/custom-elements.json`);
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

function textAt(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
