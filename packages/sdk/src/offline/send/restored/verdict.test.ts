import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { JournalServer } from '../../../../test/offline/journal-server.ts';
import { writeOf } from '../../../../test/offline/writes.ts';
import { scriptedRuntime } from '../../../../test/scripted-runtime.ts';
import { createFhirClient } from '../../../fhir/index.ts';
import type { EntryContent } from '../../entry.ts';
import { prepareWrite } from '../../write/prepare.ts';
import { settlementOf } from '../answers/settlement.ts';
import { deliver } from '../deliver.ts';
import { SentHistory } from '../history.ts';
import { withIdempotency, withRoutes } from '../routes.ts';
import { reoffered } from './reoffered.ts';
import { verdictOn } from './verdict.ts';

const { signal } = new AbortController();

/** One entry at a server: as it left, as it was accepted, and what the server says of it. */
async function setting(creates?: 'idempotency-key') {
  const server = new JournalServer();
  server.keepsKeys = creates !== undefined;
  const asked: string[] = [];
  const runtime = scriptedRuntime((request) => {
    if (request.method === 'GET')
      asked.push(request.url.slice(server.baseUrl.length + 1).split('/', 1)[0] ?? '');
    return server.handle(request);
  });
  const client = createFhirClient({
    fhirBaseUrl: server.baseUrl,
    accessToken: async () => 'token',
    runtime,
  });
  const statement = await client.capabilities();
  const send = async (content: EntryContent) => {
    const routed = withRoutes(content, statement, creates ? { creates } : {});
    const sent = withIdempotency({ ...routed, attempts: routed.attempts + 1 }, '2026-01-15T14:30:00.000Z');
    const idempotencyKey = sent.idempotency?.key;
    const context = {
      client,
      signal,
      history: new SentHistory(),
      sequence: 1,
      sentAt: '2026-01-15T14:30:00.000Z',
    };
    const delivery = await deliver(sent, { ...context, idempotencyKey });
    assert.ok(delivery.kind === 'accepted');
    return { sent, accepted: settlementOf(sent, delivery).content };
  };
  const prepared = prepareWrite(writeOf('op-1'), {
    fhirBaseUrl: server.baseUrl,
    randomUUID: () => crypto.randomUUID(),
    isMadeHere: () => false,
  });
  const { sent, accepted } = await send(prepared);
  const [observation] = server.all('Observation');
  const [provenance] = server.all('Provenance');
  assert.ok(observation && provenance);
  asked.length = 0;
  const verdict = () => verdictOn(accepted, client, { signal });
  return { server, asked, verdict, send, sent, observation, provenance };
}

const nameOf = ({ resourceType, id }: FhirResource) => `${resourceType}/${id}`;
const unmarked = (resource: FhirResource) => ({ ...resource, identifier: [], meta: {} }) as FhirResource;

test('what the server has stands, and one request says so', async () => {
  const { asked, verdict } = await setting();
  assert.equal(await verdict(), 'stands');
  assert.deepEqual(asked, ['Observation']);
});

test('what somebody changed since, and no longer bears the mark, stands by its Provenance', async () => {
  const { server, asked, verdict, observation } = await setting();
  server.write(unmarked(observation));
  assert.equal(await verdict(), 'stands');
  assert.deepEqual(asked, ['Observation', 'Provenance']);
});

test('what somebody deleted for good stands by its Provenance too', async () => {
  const { server, verdict, observation } = await setting();
  server.remove(nameOf(observation));
  assert.equal(await verdict(), 'stands');
});

test('it is lost when neither it nor its Provenance is there', async () => {
  const { server, verdict } = await setting();
  server.restore(0);
  assert.equal(await verdict(), 'lost');
});

test('it is lost when another record has its id and version, which a restored server gave away again', async () => {
  const { server, verdict, observation, provenance } = await setting();
  server.restore(0);
  server.write(unmarked(observation));
  server.write(unmarked(provenance));
  assert.equal(server.get(nameOf(observation))?.meta?.versionId, '1');
  server.remove(nameOf(provenance));
  assert.equal(await verdict(), 'lost');
});

test('where Provenance may not be read the version decides, if versions count', async () => {
  const { server, verdict, observation } = await setting();
  const { handle } = server;
  server.handle = async (request) =>
    request.url.includes('/Provenance/') ? new Response('', { status: 403 }) : handle(request);
  server.write(unmarked(observation));
  assert.equal(await verdict(), 'stands', 'a later version');
  server.restore(0);
  server.write(unmarked({ ...observation, meta: { versionId: '0' } }));
  assert.equal(await verdict(), 'stands', 'the same version');
  server.restore(0);
  assert.equal(await verdict(), 'lost', 'nothing');
});

test('what may not be read is unknown, and silence is no verdict', async () => {
  const { server, verdict } = await setting();
  server.handle = async () => new Response('', { status: 403 });
  assert.equal(await verdict(), 'unknown');
  server.handle = async () => new Response('', { status: 503 });
  await assert.rejects(verdict(), { code: 'server' });
  server.isDown = true;
  server.handle = async () => {
    throw new TypeError('connection refused');
  };
  await assert.rejects(verdict(), { code: 'network' });
});

test('I2: a façade that kept its keys over the restore neither answers for what is gone nor makes two', async () => {
  const { server, send, sent } = await setting('idempotency-key');
  server.restore(0);
  await send(reoffered(sent));
  assert.equal(server.all('Observation').length, 1, 'the kept answer was not believed');
  await send(reoffered(sent));
  assert.equal(server.journal.length, 2, 'what is there after all is not sent again');
});
