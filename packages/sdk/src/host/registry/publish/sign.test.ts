import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { generateSigningKey, signRegistry, signRevocations } from './sign.ts';

const { subtle } = globalThis.crypto;
const { signingKey, trustedKey } = await generateSigningKey('region-2026', subtle);
const issue = { sequence: 1, issuedAt: '2026-01-15T08:00:00Z' };

test('the public part of a key holds nothing of the private one', () => {
  assert.deepEqual(Object.keys(trustedKey.publicKey).sort(), ['crv', 'kty', 'x']);
  assert.ok(signingKey.privateKey.d);
  assert.ok(!JSON.stringify(trustedKey).includes(signingKey.privateKey.d));
});

test('a manifest that a host would refuse is not signed', async () => {
  const bad = { ...VALID, entry: { ...VALID.entry, url: 'javascript:alert(1)' } };
  const inline = signRegistry({ ...issue, plugins: [{ manifest: bad }] }, signingKey, subtle);
  await assert.rejects(inline, { code: 'invalid-manifest' });
  const remote = { url: 'https://partner.example/manifest.json', text: '<!doctype html>' };
  const elsewhere = signRegistry({ ...issue, plugins: [remote] }, signingKey, subtle);
  await assert.rejects(elsewhere, { code: 'invalid-manifest' });
});

test('a document that a workplace would refuse is not signed', async () => {
  for (const change of [{ sequence: 0 }, { sequence: 1.5 }, { issuedAt: 'today' }]) {
    const registry = signRegistry({ ...issue, plugins: [], ...change }, signingKey, subtle);
    await assert.rejects(registry, { code: 'untrusted' });
  }
  for (const change of [
    { maxAgeMs: 0 },
    { revoked: [{ id: 'A Plugin' }] },
    { revoked: [{ id: 'a', versions: [] }] },
  ]) {
    const list = signRevocations({ ...issue, maxAgeMs: 1, revoked: [], ...change }, signingKey, subtle);
    await assert.rejects(list, { code: 'untrusted' });
  }
});
