import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let dataDir: string;
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'samspil-authorization-'));
});
after(() => rm(dataDir, { recursive: true }));

async function restarted(simulator: Simulator, changes = {}): Promise<Simulator> {
  await simulator.stop();
  return startSimulator({ dataDir, port: Number(new URL(simulator.publicUrl).port), ...changes });
}

test('sessions, grants, tokens, keys and launches survive a restart', async () => {
  const first = await startSimulator({ dataDir });
  const app = new TestApp(first);
  const token = await app.launch({ scope: 'launch/patient openid online_access patient/*.rs' });
  const { launch } = first.authorization.launches.create({
    clientId: app.clientId,
    user: 'u1',
    patient: 'else',
  });
  const keys = await (await fetch(`${app.issuer}/jwks`)).text();
  const outbox = (): Promise<string> =>
    fetch(`${first.publicUrl}/keys/outbox`, {
      headers: { Authorization: `Bearer ${token.access_token}` },
    }).then((response) => response.text());
  const key = await outbox();

  const second = await restarted(first);
  try {
    assert.equal(await (await fetch(`${app.issuer}/jwks`)).text(), keys);
    assert.equal(await outbox(), key);
    const again = new TestApp(second, { browser: app.browser });
    assert.equal((await again.authenticate(token.access_token))?.patient, 'nancy');
    assert.equal((await again.refresh(token.refresh_token)).body.patient, 'nancy');
    const page = await again.authorize({ scope: 'launch patient/*.rs openid online_access', launch });
    assert.ok(!page.text.includes('value="login"'), 'still signed in');
  } finally {
    await second.stop();
  }
});

test('PKC-12: a token issued for one FHIR base is refused at another', async () => {
  const first = await startSimulator({ dataDir });
  const token = await new TestApp(first).launch();
  const second = await restarted(first, { fhirBaseUrl: `${first.publicUrl}/other-fhir` });
  try {
    assert.equal(await new TestApp(second).authenticate(token.access_token), undefined);
  } finally {
    await second.stop();
  }
});

test('a session of somebody who left the directory asks who you are, instead of failing', async () => {
  const first = await startSimulator({ dataDir });
  const app = new TestApp(first);
  const token = await app.launch({ scope: 'openid online_access' });
  const second = await restarted(first, { users: [{ id: 'new', name: 'Ny', role: 'Læge' }] });
  try {
    const again = new TestApp(second, { browser: app.browser });
    assert.ok((await again.authorize()).text.includes('Hvem er du?'));
    assert.equal((await again.refresh(token.refresh_token)).body.error, 'invalid_grant');
  } finally {
    await second.stop();
  }
});

test('the files can be read by their owner only, and hold no half-written draft', async () => {
  const files = await readdir(dataDir);
  assert.deepEqual(files.sort(), ['authorization-secrets.json', 'authorization.json']);
  for (const file of files) {
    assert.equal((await stat(join(dataDir, file))).mode & 0o077, 0);
    JSON.parse(await readFile(join(dataDir, file), 'utf8'));
  }
});

test('damaged secrets stop the start instead of being replaced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-damaged-'));
  await writeFile(join(folder, 'authorization-secrets.json'), '{"signingKey":');
  const { loadSecrets } = await import('./store/secrets.ts');
  await assert.rejects(loadSecrets(join(folder, 'authorization-secrets.json')), { code: 'storage-damaged' });
  await rm(folder, { recursive: true });
});
