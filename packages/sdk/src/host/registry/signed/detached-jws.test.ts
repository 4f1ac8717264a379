import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flattenedVerify, FlattenedSign, importJWK } from 'jose';
import { generateSigningKey } from '../publish/sign.ts';
import { toBase64url } from './base64url.ts';
import { signDetached, verifyDetached } from './detached-jws.ts';
import type { SignedType, TrustedKey } from './detached-jws.ts';

const { subtle } = globalThis.crypto;
const NOW = Date.UTC(2026, 0, 15);
const BYTES = new TextEncoder().encode('{"type":"samspil-registry","sequence":1}');
const TYP: SignedType = 'samspil-registry+jws';

const { signingKey, trustedKey } = await generateSigningKey('region-2026', subtle);
const privateKey = await subtle.importKey('jwk', signingKey.privateKey, 'Ed25519', false, ['sign']);
const SIGNATURE = await signDetached(BYTES, { kid: 'region-2026', privateKey, typ: TYP }, subtle);

const verify = (
  signature: string,
  given: { bytes?: Uint8Array; keys?: TrustedKey[]; typ?: SignedType } = {},
) =>
  verifyDetached(given.bytes ?? BYTES, signature, {
    typ: given.typ ?? TYP,
    keys: given.keys ?? [trustedKey],
    subtle,
    arrivedAt: NOW,
  });
const isRefused = (signature: string, given?: Parameters<typeof verify>[1]) =>
  assert.rejects(verify(signature, given), { code: 'untrusted' });
const encoded = (json: object) => toBase64url(new TextEncoder().encode(JSON.stringify(json)));

test('what was signed is believed, also with a line break at the end of the file', async () => {
  await verify(SIGNATURE);
  await verify(`${SIGNATURE}\n`);
});

test('one flipped bit in any byte of the document is refused', async () => {
  for (let at = 0; at < BYTES.length; at++) {
    const changed = Uint8Array.from(BYTES);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await isRefused(SIGNATURE, { bytes: changed });
  }
  await isRefused(SIGNATURE, { bytes: BYTES.slice(0, -1) });
  await isRefused(SIGNATURE, { bytes: new Uint8Array() });
});

test('one changed letter anywhere in the signature is refused', async () => {
  // The last letter holds two bits of the signature and four that stand for nothing.
  for (let at = 0; at < SIGNATURE.length - 1; at++) {
    const letter = SIGNATURE[at] === 'A' ? 'B' : 'A';
    await isRefused(SIGNATURE.slice(0, at) + letter + SIGNATURE.slice(at + 1));
  }
});

test('the key of somebody else is refused, under its own id and under ours', async () => {
  const other = await generateSigningKey('attacker', subtle);
  const key = await subtle.importKey('jwk', other.signingKey.privateKey, 'Ed25519', false, ['sign']);
  await isRefused(await signDetached(BYTES, { kid: 'attacker', privateKey: key, typ: TYP }, subtle));
  await isRefused(await signDetached(BYTES, { kid: 'region-2026', privateKey: key, typ: TYP }, subtle));
});

test('an expired key is refused from the moment after its end, and so is one whose end is no date', async () => {
  const until = (notAfter: string) => verify(SIGNATURE, { keys: [{ ...trustedKey, notAfter }] });
  await until('2026-01-15T00:00:00.000Z');
  await assert.rejects(until('2026-01-14T23:59:59.999Z'), { code: 'untrusted', message: /expired/ });
  await assert.rejects(until('some day'), { code: 'untrusted', message: /expired/ });
});

test('a signature over revocations does not pass for one over a registry', async () => {
  const typ = 'samspil-revocations+jws';
  const other = await signDetached(BYTES, { kid: 'region-2026', privateKey, typ }, subtle);
  await verify(other, { typ });
  await isRefused(other);
});

test('no other algorithm is believed: not none, not HS256 with the public key as its secret', async () => {
  const [, signed = ''] = SIGNATURE.split('..');
  for (const alg of ['none', 'None', 'HS256', 'RS256', 'ES256', 'Ed25519', '']) {
    const header = encoded({ alg, kid: 'region-2026', typ: TYP });
    await isRefused(`${header}..`);
    await isRefused(`${header}..${signed}`);
    const secret = new TextEncoder().encode(trustedKey.publicKey.x);
    const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const input = new TextEncoder().encode(`${header}.${toBase64url(BYTES)}`);
    const mac = new Uint8Array(await subtle.sign('HMAC', key, input));
    await isRefused(`${header}..${toBase64url(mac)}`);
  }
});

test('a header that brings a key of its own, or rules of its own, is refused though its signature fits', async () => {
  for (const more of [
    { jwk: trustedKey.publicKey },
    { jku: 'https://attacker.example/keys' },
    { x5c: [] },
    { crit: ['b64'], b64: false },
    { b64: false },
    { cty: 'json' },
  ]) {
    const header = encoded({ alg: 'EdDSA', kid: 'region-2026', typ: TYP, ...more });
    const input = new TextEncoder().encode(`${header}.${toBase64url(BYTES)}`);
    const signed = new Uint8Array(await subtle.sign('Ed25519', privateKey, input));
    await isRefused(`${header}..${toBase64url(signed)}`);
  }
});

test('what is no detached signature is refused: content between the dots, other letters, nothing at all', async () => {
  const [header = '', signed = ''] = SIGNATURE.split('..');
  for (const text of [
    '',
    '..',
    'x..y',
    `${header}.${toBase64url(BYTES)}.${signed}`,
    `${header}..${signed}=`,
    `${header}..${signed}AAAA`,
    `${toBase64url(new TextEncoder().encode('no JSON'))}..${signed}`,
    `${encoded([])}..${signed}`,
    '<!doctype html><title>Log on</title>',
  ]) {
    await isRefused(text);
  }
});

test('a pinned key that is no Ed25519 key believes nothing', async () => {
  for (const publicKey of [{}, { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, { kty: 'oct', k: 'AAAA' }]) {
    await isRefused(SIGNATURE, { keys: [{ kid: 'region-2026', publicKey }] });
  }
  await isRefused(SIGNATURE, { keys: [] });
});

test('jose believes our signatures, and we believe those of jose', async () => {
  const [header = '', signature = ''] = SIGNATURE.split('..');
  const payload = toBase64url(BYTES);
  const publicKey = await importJWK({ ...trustedKey.publicKey, kty: 'OKP' }, 'EdDSA');
  const verified = await flattenedVerify({ protected: header, payload, signature }, publicKey);
  assert.deepEqual(verified.payload, BYTES);

  const theirs = await new FlattenedSign(BYTES)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'region-2026', typ: TYP })
    .sign(await importJWK({ ...signingKey.privateKey, kty: 'OKP' }, 'EdDSA'));
  await verify(`${theirs.protected}..${theirs.signature}`);
});
