/**
 * What a page downloads for elements, in KiB as brotli 11 sends it, in Danish: our sources bundled and minified as the
 * example's page is (`support/bundle-size.mjs`), the module that defines the element and all it imports statically. Other
 * languages and what draws charts are loaded later and are not in it.
 *
 * - `element-over-lit-median`: each element by itself, without the modules of Lit's own packages (`lit`, `@lit/*`), which a
 *   page of hand-written elements has as well. All that an element shares with others (texts of errors, tokens, the search,
 *   how dates are written) is counted anew for each. Beside it, in the same run and the same way, every element of two
 *   libraries of Lit elements (Shoelace, Web Awesome), and ours divided by the median of the newer: docs/decisions/0011.
 * - `element-on-a-page-of-all-median`: how much smaller a page of all elements is without this one. Nothing for
 *   an element that another one brings along.
 * - `header-and-summary`: what a clinician sees of a patient first, with Lit: banner, allergies, problems, medication and
 *   the vital signs over time, in the files that our own build makes of such a page (`support/page-size.mjs`). Beside it medplum's PatientHeader and PatientSummary, with React and Mantine, which they
 *   cannot do without (their styles, 50 KiB and more, are not counted). Theirs also have sections that ours has other
 *   elements for (encounters, devices, goals), ours works offline and in three languages.
 */
import { existsSync, readdirSync } from 'node:fs';
import { publicElements } from '../../tools/manifest/public-elements.mjs';
import { bundleSize } from '../support/bundle-size.mjs';
import { figure } from '../support/figure.mjs';
import { median } from '../support/median.mjs';
import { pageSize } from '../support/page-size.mjs';

const KIB = 'KiB-brotli';
const LIT = ['lit', 'lit/*', '@lit/*'];
const LIBRARIES = { shoelace: '@shoelace-style/shoelace', 'web-awesome': '@awesome.me/webawesome' };
const SUMMARY = ['patient-banner', 'allergies', 'conditions', 'medication-list', 'observation-trend'];

export async function measureSize() {
  await measureElements();
  await measureSummary();
}

async function measureElements() {
  const all = publicElements().map(({ name }) => name);
  const whole = await kibOf(all);
  const alone = [];
  const added = [];
  for (const name of all) {
    alone.push(await kibOf([name], LIT));
    added.push(whole - (await kibOf(all.filter((each) => each !== name))));
    const [over, marginal] = [alone.at(-1), added.at(-1)].map((kib) => kib.toFixed(2).padStart(6));
    console.log(`  ${name.padEnd(22)} ${over} KiB over Lit, ${marginal} KiB on a page of all`);
  }
  const peers = {};
  for (const [name, folder] of Object.entries(LIBRARIES)) {
    peers[name] = median(await eachOf(folder));
    figure(`beside-${name}-element-over-lit-median`, peers[name], KIB);
  }
  figure('element-over-lit-median', median(alone), KIB);
  figure('element-over-lit-vs-web-awesome', median(alone) / peers['web-awesome'], 'ratio', ['<=', 1]);
  figure('element-on-a-page-of-all-median', median(added), KIB, ['<=', 5]);
  figure('page-of-all-elements', whole, KIB);
}

/** Every element of a library by itself, over Lit. */
async function eachOf(folder) {
  const components = new URL(`../node_modules/${folder}/dist/components/`, import.meta.url);
  const names = readdirSync(components).filter((name) =>
    existsSync(new URL(`${name}/${name}.js`, components)),
  );
  const sizes = [];
  for (const name of names) {
    const code = `import '${folder}/dist/components/${name}/${name}.js';`;
    sizes.push((await bundleSize({ code, from: 'benchmarks', external: LIT })).kib);
  }
  return sizes;
}

async function measureSummary() {
  figure('header-and-summary', await pageSize('pulse', imports(SUMMARY)), KIB, ['<=', 40]);
  const react = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';`;
  const medplum = `import { PatientHeader, PatientSummary } from '@medplum/react'; import { MedplumProvider } from '@medplum/react-hooks'; import { MantineProvider } from '@mantine/core';`;
  const used = (...names) => `globalThis.used = [${names.join()}];`;
  const peers = {
    'beside-react': `${react}${used('createElement', 'createRoot')}`,
    'beside-medplum-header-and-summary': `${react}${medplum}${used('createElement', 'createRoot', 'PatientHeader', 'PatientSummary', 'MedplumProvider', 'MantineProvider')}`,
  };
  for (const [name, code] of Object.entries(peers))
    figure(name, (await bundleSize({ code, from: 'benchmarks' })).kib, KIB);
}

async function kibOf(names, external = []) {
  return (await bundleSize({ code: imports(names), from: 'packages/components', source: true, external }))
    .kib;
}

const imports = (names) => names.map((name) => `import './src/define/${name}.ts';`).join('\n');
