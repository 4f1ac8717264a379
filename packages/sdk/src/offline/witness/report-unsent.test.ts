import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptedRuntime } from '../../../test/scripted-runtime.ts';
import { SamspilError } from '../../errors.ts';
import type { DeviceUnsent, UnsentReport, UnsentService } from '../../launch/unsent-service.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import { reportUnsent, unsentElsewhere } from './report-unsent.ts';

const receipt = (storedAt: string, code?: 'storage-lost'): ReceiptSnapshot => ({
  id: storedAt,
  state: 'stored',
  patient: 'else',
  plugin: { id: 'dk.example.vitals', version: '1.0.0' },
  storedAt,
  resources: [],
  ...(code && { error: { code } }),
});

/** A server that remembers, and an outbox that a test changes. */
function setting() {
  const runtime = scriptedRuntime(() => new Response());
  const reports: UnsentReport[] = [];
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  const state = { listed: [] as ReceiptSnapshot[], isDown: false };
  const service: UnsentService = {
    // The last word of each device.
    read: async () =>
      reports
        .slice(-1)
        .map((report): DeviceUnsent => ({ ...report, lastContact: '2026-01-15T10:00:00.000Z' })),
    report: async (report) => {
      if (state.isDown) throw new SamspilError('network', 'down');
      reports.push(report);
    },
  };
  const outbox = {
    list: async () => state.listed,
    subscribe: (listener: (snapshot: ReceiptSnapshot) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const stop = reportUnsent({ outbox, service, device: 'this-device', runtime });
  const passes = async (ms: number) => {
    runtime.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const holds = (...listed: ReceiptSnapshot[]) => {
    state.listed = listed;
    for (const listener of listeners) listener(receipt('2026-01-15T08:00:00.000Z'));
  };
  return { state, reports, stop, passes, holds, service };
}

const EARLY = '2026-01-15T08:00:00.000Z';
const LATE = '2026-01-15T09:00:00.000Z';

test('says how many and since when, a moment after a change, and nothing while nothing changes', async () => {
  const { reports, passes, holds } = setting();
  holds(receipt(LATE), receipt(EARLY));
  assert.deepEqual(reports, []);
  await passes(2_000);
  assert.deepEqual(reports, [{ device: 'this-device', count: 2, oldest: EARLY, newest: LATE }]);
  holds(receipt(LATE), receipt(EARLY));
  await passes(2_000);
  assert.equal(reports.length, 1);
  holds();
  await passes(2_000);
  assert.deepEqual(reports.at(-1), { device: 'this-device', count: 0 });
});

test('tells a device at its start, also that it has nothing, so that the server knows it is in contact', async () => {
  const { reports, passes } = setting();
  await passes(2_000);
  assert.deepEqual(reports, [{ device: 'this-device', count: 0 }]);
});

test('tries again after a minute when the server was not reached, and says then what is true then', async () => {
  const { state, reports, passes, holds } = setting();
  state.isDown = true;
  holds(receipt(EARLY));
  await passes(2_000);
  assert.deepEqual(reports, []);
  state.isDown = false;
  state.listed = [];
  await passes(60_000);
  assert.deepEqual(reports, [{ device: 'this-device', count: 0 }]);
});

test('leaves out what is lost here already: that is told here', async () => {
  const { reports, passes, holds } = setting();
  holds(receipt(EARLY, 'storage-lost'), receipt(LATE));
  await passes(2_000);
  assert.deepEqual(reports, [{ device: 'this-device', count: 1, oldest: LATE, newest: LATE }]);
});

test('says nothing any more once it is stopped', async () => {
  const { reports, passes, holds, stop } = setting();
  holds(receipt(EARLY));
  stop();
  await passes(120_000);
  assert.deepEqual(reports, []);
});

test('other devices that have something left are told, this one and those with nothing are not', async () => {
  const { service, passes, holds } = setting();
  holds(receipt(EARLY));
  await passes(2_000);
  assert.deepEqual(await unsentElsewhere(service, 'this-device'), []);
  const [elsewhere, ...more] = await unsentElsewhere(service, 'another-device');
  assert.equal(elsewhere?.count, 1);
  assert.deepEqual(more, []);
  holds();
  await passes(2_000);
  assert.deepEqual(await unsentElsewhere(service, 'another-device'), []);
});
