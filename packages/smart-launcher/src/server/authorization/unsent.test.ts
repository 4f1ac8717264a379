import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DeviceUnsent } from '@samspil/sdk/launch';
import { TestApp } from './testing/app.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

const REPORT = {
  device: '3f0c6a52-device',
  count: 2,
  oldest: '2026-01-15T08:00:00.000Z',
  newest: '2026-01-15T09:30:00.000Z',
};

async function tokenFor(user: string, scope = 'openid user/Patient.rs'): Promise<string> {
  const app = new TestApp(simulator, { clientId: 'vitals' });
  return (await app.launch({ scope }, { user })).access_token;
}

function ask(token: string | undefined, body?: unknown): Promise<Response> {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  const init = body === undefined ? { headers } : { method: 'PUT', headers, body: JSON.stringify(body) };
  return fetch(`${simulator.publicUrl}/devices/unsent`, init);
}

async function known(token: string): Promise<readonly DeviceUnsent[]> {
  return ((await (await ask(token)).json()) as { devices: DeviceUnsent[] }).devices;
}

test('a device says how much it has not sent, and its user reads it on any device; another user does not', async () => {
  const [nurse, colleague] = [await tokenFor('u1'), await tokenFor('u2')];
  assert.deepEqual(await known(nurse), []);
  assert.equal((await ask(nurse, REPORT)).status, 200);
  const [device, ...more] = await known(nurse);
  const { lastContact, ...report } = device ?? { lastContact: '' };
  assert.deepEqual(report, REPORT);
  assert.ok(Date.parse(lastContact) > 0);
  assert.deepEqual(more, []);
  assert.deepEqual(await known(colleague), []);
});

test('a later report takes the place of the earlier one; nothing left leaves no times', async () => {
  const token = await tokenFor('u1');
  await ask(token, REPORT);
  await ask(token, { ...REPORT, count: 0 });
  const [device] = await known(token);
  assert.deepEqual(Object.keys(device ?? {}).sort(), ['count', 'device', 'lastContact']);
});

test('the device that was silent longest makes room for a twenty-first', async () => {
  const token = await tokenFor('u2');
  for (let number = 1; number <= 21; number += 1)
    await ask(token, { ...REPORT, device: `device-${number}-x` });
  const devices = await known(token);
  assert.equal(devices.length, 20);
  assert.equal(devices[0]?.device, 'device-2-x');
});

test('what is no report is refused with what is wanted, and what does not belong into one is not kept', async () => {
  const token = await tokenFor('u3');
  const wrong = [
    { ...REPORT, device: 'short' },
    { ...REPORT, device: 'Anna Hansen 010203' },
    { ...REPORT, count: -1 },
    { ...REPORT, count: 1.5 },
    { ...REPORT, oldest: 'i går' },
    { device: REPORT.device, count: 3 },
    [],
    null,
    'x'.repeat(70_000),
  ];
  for (const body of wrong) {
    const response = await ask(token, body);
    assert.equal(response.status, 400, JSON.stringify(body)?.slice(0, 40));
    assert.match(((await response.json()) as { error_description: string }).error_description, /device/);
  }
  assert.deepEqual(await known(token), []);
  await ask(token, { ...REPORT, patient: 'Anna' });
  assert.equal('patient' in ((await known(token))[0] ?? {}), false);
});

test('without a session, or with one that may not have the key of the store, there is nothing to read or to say', async () => {
  for (const token of [undefined, 'made-up', await tokenFor('u1', 'user/Patient.rs')]) {
    assert.equal((await ask(token)).status, 401);
    assert.equal((await ask(token, REPORT)).status, 401);
  }
});
