import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['tools/pictures.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });

test('banner, allergies and problems look on a phone as when somebody looked at them last', () => {
  const { status, stdout, stderr } = run('--only', 'patient-banner,allergies,conditions', '--widths', '390');
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^figure: pictures-differing 0 of 6 \(bar 0\) ok$/m);
});

test('a changed digit is a difference, and a few points of the screen are none', async () => {
  const { difference } = await import('../tools/pictures/difference.mjs');
  const { PNG } = await import(
    new URL('../tools/pictures/node_modules/pngjs/lib/png.js', import.meta.url).href
  );
  const before = readFileSync(new URL('../storybook/pictures/conditions-390-light.png', import.meta.url));
  const changed = (points: number) => {
    const picture = PNG.sync.read(before);
    for (let at = 0; at < points * 4; at += 4) picture.data.fill(0, at, at + 3);
    return PNG.sync.write(picture);
  };
  assert.deepEqual(difference(before, changed(5)), {});
  assert.equal(difference(before, changed(40)).fault, '40 points differ');
});

test('refuses what it does not know, and takes no picture', () => {
  for (const args of [['--all'], ['--only'], ['--only', 'nobody'], ['--widths', '7']]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /Allowed: npm run pictures/);
  }
});
