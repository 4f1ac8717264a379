import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { HostEvent } from '@samspil/sdk/host';
import { HoodLog } from './hood-log.ts';

function logOf() {
  let tellEvent: (event: HostEvent) => void = () => undefined;
  let tellReceipt: (snapshot: ReceiptSnapshot) => void = () => undefined;
  const log = new HoodLog({
    subscribeEvents: (listener) => ((tellEvent = listener), () => undefined),
    subscribeReceipts: (listener) => ((tellReceipt = listener), () => undefined),
  });
  return {
    log,
    tell: (event: HostEvent) => tellEvent(event),
    receive: (s: ReceiptSnapshot) => tellReceipt(s),
  };
}

const receipt = (id: string, storedAt: string, changes: Partial<ReceiptSnapshot> = {}): ReceiptSnapshot => ({
  id,
  state: 'stored',
  patient: 'p1',
  plugin: { id: 'bedside-vitals', version: '1.0.0' },
  storedAt,
  resources: [],
  ...changes,
});

test('messages are kept newest first, and a long shift does not fill the page', () => {
  const { log, tell } = logOf();
  for (let at = 0; at < 1_000; at += 1) tell({ at, kind: 'call', name: 'fhir.read' });
  assert.equal(log.messages[0]?.at, 999);
  assert.equal(log.messages.length, 300);
});

test('a plugin is traced by its last state, its code and the newest of each web vital', () => {
  const { log, tell } = logOf();
  assert.equal(log.traceOf('a'), undefined);
  tell({ at: 1, kind: 'plugin', plugin: 'a', name: 'ready' });
  tell({ at: 2, kind: 'vital', plugin: 'a', name: 'LCP', value: 900 });
  tell({ at: 3, kind: 'vital', plugin: 'a', name: 'LCP', value: 950 });
  tell({ at: 4, kind: 'plugin', plugin: 'a', name: 'failed', code: 'handshake-timeout' });
  const trace = log.traceOf('a');
  assert.deepEqual([trace?.state, trace?.code], ['failed', 'handshake-timeout']);
  assert.deepEqual([...(trace?.vitals ?? [])], [['LCP', 950]]);
});

test('receipts stay after they are accepted; one that a person gave up goes', () => {
  const { log, receive } = logOf();
  receive(receipt('old', '2026-01-01T08:00:00Z', { state: 'accepted' }));
  receive(receipt('new', '2026-01-01T09:00:00Z'));
  assert.deepEqual(
    log.receipts.map(({ id }) => id),
    ['new', 'old'],
  );
  receive(receipt('new', '2026-01-01T09:00:00Z', { state: 'rejected', error: { code: 'aborted' } }));
  assert.deepEqual(
    log.receipts.map(({ id }) => id),
    ['old'],
  );
});
