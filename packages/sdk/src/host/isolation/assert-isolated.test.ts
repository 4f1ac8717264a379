import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertIsolated, sandboxFor } from './assert-isolated.ts';
import type { FrameEntry } from '../manifest/plugin-manifest.ts';

const entry = (url: string, origin = new URL(url).origin): FrameEntry => ({
  mode: 'frame',
  url,
  origin,
});

const SAME_SITE = [
  ['https://epj.example/plugin', 'https://epj.example/'],
  ['https://epj.example:8443/', 'https://epj.example/'],
  ['http://epj.example/', 'https://epj.example/'],
  ['https://plugin.epj.example/', 'https://epj.example/'],
  ['https://epj.example/', 'https://plugin.epj.example/'],
  ['https://a.b.epj.example/', 'https://c.epj.example/'],
  ['https://plugin.epj.example./', 'https://epj.example/'],
  ['https://PLUGIN.EPJ.EXAMPLE/', 'https://epj.example/'],
  ['http://localhost:4001/', 'http://localhost:4000/'],
  ['http://127.0.0.1:4001/', 'http://127.0.0.1:4000/'],
  ['http://0x7f000001:4001/', 'http://127.0.0.1:4000/'],
  ['http://[::1]:4001/', 'http://[::1]:4000/'],
] as const;
const OTHER_SITE = [
  ['https://plugin.example/', 'https://epj.example/'],
  ['https://epj.example.evil.example/', 'https://epj.other/'],
  ['http://127.0.0.1:4000/', 'http://localhost:4000/'],
  ['http://127.0.0.2:4000/', 'http://127.0.0.1:4000/'],
  ['https://10.1.2.3/', 'https://11.1.2.3/'],
] as const;

for (const [plugin, host] of SAME_SITE) {
  test(`${plugin} is not isolated from ${host}`, () => {
    assert.throws(() => assertIsolated(entry(plugin), host), { code: 'not-isolated' });
  });
}

for (const [plugin, host] of OTHER_SITE) {
  test(`${plugin} is isolated from ${host}`, () => assertIsolated(entry(plugin), host));
}

test('an administrator can let a sub-domain in, but never the origin of the workplace itself', () => {
  const rules = { allowSameSite: true };
  assertIsolated(entry('https://plugin.epj.example/'), 'https://epj.example/', rules);
  for (const url of ['https://epj.example/plugin', 'https://EPJ.example:443/x']) {
    assert.throws(() => assertIsolated(entry(url), 'https://epj.example/', rules), { code: 'not-isolated' });
  }
});

test('an opaque origin is isolated wherever its page lies', () => {
  assertIsolated(entry('https://epj.example/plugin', 'opaque'), 'https://epj.example/');
});

test('a sandbox lets nobody open windows, leave the page or claim an origin that is not its own', () => {
  for (const sandbox of [
    sandboxFor(entry('https://x.example/')),
    sandboxFor(entry('https://x.example/', 'opaque')),
  ]) {
    assert.doesNotMatch(sandbox, /popups|top-navigation|modals|downloads|pointer-lock|storage-access/);
  }
  assert.doesNotMatch(sandboxFor(entry('https://x.example/', 'opaque')), /allow-same-origin/);
});
