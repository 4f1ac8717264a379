import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from 'fhir/r4';
import { createFhirClient } from '../../../fhir/index.ts';
import { JournalServer } from '../../../../test/offline/journal-server.ts';
import { writeOf } from '../../../../test/offline/writes.ts';
import { scriptedRuntime } from '../../../../test/scripted-runtime.ts';
import type { EntryContent } from '../../entry.ts';
import { prepareWrite } from '../../write/prepare.ts';
import { deliver } from '../deliver.ts';
import type { Delivery } from '../deliver.ts';
import { SentHistory } from '../history.ts';
import { withRoutes } from '../routes.ts';

function sendingTo(server: JournalServer) {
  const runtime = scriptedRuntime((request) => server.handle(request));
  const client = createFhirClient({
    fhirBaseUrl: server.baseUrl,
    accessToken: async () => 'token',
    runtime,
  });
  const content = prepareWrite(writeOf('op-1'), {
    fhirBaseUrl: server.baseUrl,
    randomUUID: () => crypto.randomUUID(),
    isMadeHere: () => false,
  });
  return async (attempts: number): Promise<Delivery> => {
    const ready: EntryContent = { ...withRoutes(content, await client.capabilities()), attempts };
    const signal = new AbortController().signal;
    const sentAt = '2026-01-15T14:30:00.000Z';
    return deliver(ready, { client, signal, history: new SentHistory(), sequence: 1, sentAt });
  };
}

const observationOf = (server: JournalServer) => server.all('Observation')[0] as Observation;

for (const updateCreate of [true, false]) {
  const route = updateCreate ? 'client-id' : 'conditional';

  test(`${route}, I8: a repeat that is refused is not called rejected when the first attempt arrived`, async () => {
    const server = new JournalServer({ updateCreate });
    const send = sendingTo(server);
    server.faults.push('lose-response', { status: 422 });
    assert.equal((await send(1)).kind, 'unavailable');
    assert.equal((await send(2)).kind, 'accepted');
  });

  test(`${route}: a repeat that is refused and never arrived is rejected`, async () => {
    const server = new JournalServer({ updateCreate });
    const send = sendingTo(server);
    server.faults.push('lose-request', { status: 422 });
    assert.equal((await send(1)).kind, 'unavailable');
    assert.equal((await send(2)).kind, 'rejected');
  });

  test(`${route}, I5: a version that somebody else wrote meanwhile is not taken for the own one`, async () => {
    const server = new JournalServer({ updateCreate });
    const send = sendingTo(server);
    server.faults.push('lose-response');
    assert.equal((await send(1)).kind, 'unavailable');
    server.write({ ...observationOf(server), note: [{ text: 'seen on the round' }] });
    const delivery = await send(2);
    assert.ok(delivery.kind === 'accepted');
    const results = [...delivery.results.values()];
    const own = results.find(({ reference }) => reference.startsWith('Observation/'));
    assert.equal(own?.reference, `Observation/${observationOf(server).id}`);
    assert.equal(own?.versionId, undefined);
  });

  test(`${route}: a version that nobody touched since is the own one, whatever the answer's fate`, async () => {
    const server = new JournalServer({ updateCreate });
    const send = sendingTo(server);
    server.faults.push('lose-response');
    await send(1);
    const delivery = await send(2);
    assert.ok(delivery.kind === 'accepted');
    assert.deepEqual(
      [...delivery.results.values()].map(({ versionId }) => versionId),
      ['1', '1'],
    );
  });
}
