import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../install.mjs';
import { COMPONENTS, publicElements } from './public-elements.mjs';
import { readmeFaults } from './readme-faults.mjs';

const pageOf = (path) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined);
const banner = { tag: 'samspil-patient-banner' };
const row = (tag, purpose = 'Who', guide = '[x](../../docs/guide/x.md)') =>
  `| \`${tag}\` | ${purpose} | ${guide} |\n`;
const about = () => 'about `samspil-patient-banner`';

test('every element has one row in the README, which leads to a page that names it', () => {
  const readme = readFileSync(join(COMPONENTS, 'README.md'), 'utf8');
  assert.deepEqual(readmeFaults(publicElements(), readme, pageOf), []);
  assert.deepEqual(readmeFaults([banner], row(banner.tag), about), []);
});

test('no row, two rows, a row of no element, of no purpose or without a page are faults that name it', () => {
  const faults = (readme, page = about) => readmeFaults([banner], readme, page).join();
  assert.match(faults(''), /samspil-patient-banner: the README of the package has no row for it/);
  assert.match(faults(row(banner.tag).repeat(2)), /several rows/);
  assert.match(faults(row(banner.tag) + row('samspil-patient')), /samspil-patient: is in the README/);
  assert.match(faults(row(banner.tag, '')), /what it is for/);
  for (const page of [() => undefined, () => 'about samspil-patient-banner-x'])
    assert.match(faults(row(banner.tag), page), /no page of the guide that names it/);
});
