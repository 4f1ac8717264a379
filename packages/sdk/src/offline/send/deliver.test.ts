import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation, Provenance } from 'fhir/r4';
import fc from 'fast-check';
import { createFhirClient } from '../../fhir/index.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import type { Abilities, Fault } from '../../../test/offline/journal-server.ts';
import { pulse, writeOf } from '../../../test/offline/writes.ts';
import { fhirAnswer, scriptedRuntime, webPage } from '../../../test/scripted-runtime.ts';
import type { EntryContent } from '../entry.ts';
import type { WriteRequest } from '../types.ts';
import { prepareWrite } from '../write/prepare.ts';
import { deliver, lookAgain } from './deliver.ts';
import type { Delivery } from './deliver.ts';
import { SentHistory } from './history.ts';
import { withOpenProvenance } from './answers/parts.ts';
import { withIdempotency, withRoutes } from './routes.ts';
import type { ServerRules } from './routes.ts';
import { settlementOf } from './answers/settlement.ts';

const ROUTES: Record<string, Partial<Abilities>> = {
  'client-id': {},
  conditional: { updateCreate: false },
  probe: { updateCreate: false, conditionalCreate: false },
};

/** One entry on its way: as the sender does it, without the store. */
class Sending {
  readonly runtime;
  readonly client;
  readonly history = new SentHistory();
  readonly server: JournalServer;
  sequence = 0;
  minutes = 0;
  isPaused = false;
  readonly rules: ServerRules;

  constructor(server: JournalServer, rules: ServerRules = {}) {
    this.server = server;
    this.rules = rules;
    this.runtime = scriptedRuntime((request) => server.handle(request));
    this.client = createFhirClient({
      fhirBaseUrl: server.baseUrl,
      accessToken: async () => 'token',
      runtime: this.runtime,
    });
  }

  prepare(request: WriteRequest): EntryContent {
    return prepareWrite(request, {
      fhirBaseUrl: this.server.baseUrl,
      randomUUID: () => crypto.randomUUID(),
      isMadeHere: () => true,
    });
  }

  async attempt(content: EntryContent, sequence = ++this.sequence): Promise<[EntryContent, Delivery]> {
    const ready = withRoutes(content, await this.client.capabilities(), this.rules);
    const now = new Date(Date.UTC(2026, 0, 15, 14, 29) + ++this.minutes * 60_000).toISOString();
    const sent = withIdempotency({ ...ready, attempts: ready.attempts + 1 }, now);
    const delivery = await deliver(sent, {
      client: this.client,
      signal: new AbortController().signal,
      history: this.history,
      sequence,
      sentAt: sent.idempotency?.sentAt ?? now,
      idempotencyKey: sent.idempotency?.key,
      isPaused: () => this.isPaused,
    });
    if (delivery.kind === 'stopped') return [sent, delivery];
    const { content: settled } = settlementOf(sent, delivery);
    if (delivery.kind === 'accepted') this.history.add(sequence, settled);
    return [settled, delivery];
  }

  /** Repeats while there is no usable answer, as the sender does. */
  async untilSettled(content: EntryContent): Promise<[EntryContent, Delivery]> {
    const sequence = ++this.sequence;
    for (;;) {
      const [next, delivery] = await this.attempt(content, sequence);
      if (delivery.kind !== 'unavailable') return [next, delivery];
      content = next;
    }
  }
}

for (const [route, abilities] of Object.entries(ROUTES)) {
  test(`${route}: a new resource arrives with its Provenance in one transaction`, async () => {
    const server = new JournalServer(abilities);
    const sending = new Sending(server);
    const [content, delivery] = await sending.attempt(sending.prepare(writeOf('op-1')));
    assert.equal(delivery.kind, 'accepted');
    assert.equal(content.writes[0]?.route, route);
    assert.equal(server.transactions.length, 1);
    const [observation] = server.all('Observation') as Observation[];
    const [provenance] = server.all('Provenance') as Provenance[];
    assert.equal(content.writes[0]?.result?.reference, `Observation/${observation?.id}`);
    assert.equal(content.writes[0]?.result?.versionId, '1');
    assert.equal(provenance?.target[0]?.reference, `Observation/${observation?.id}`);
    assert.equal(provenance?.recorded, '2026-01-15T14:30:00.000Z');
    assert.equal(content.writes[0]?.resource, undefined, 'the payload goes once it is accepted');
  });

  test(`${route}, I2: a lost response and a repeat leave one resource and the belief of one`, async () => {
    for (const fault of ['lose-response', 'truncated', 'lose-request', 'web-page', 'bare'] as const) {
      const server = new JournalServer(abilities);
      const sending = new Sending(server);
      server.faults.push(fault, fault);
      const [content, delivery] = await sending.untilSettled(sending.prepare(writeOf('op-1')));
      assert.equal(delivery.kind, 'accepted', fault);
      assert.equal(server.journal.length, 2, `${fault}: one Observation, one Provenance`);
      assert.equal(content.writes[0]?.result?.reference, server.journal[0]?.reference);
      assert.equal(content.writes[0]?.result?.versionId, '1');
    }
  });

  test(`${route}, I2: any sequence of faults ends in exactly one effect`, async () => {
    const faults: Fault[] = [
      'lose-request',
      'lose-response',
      'web-page',
      'truncated',
      'bare',
      { status: 503 },
      { status: 429 },
    ];
    // The browser's own repeat is beyond a bare POST, as routes.ts says; every other route must survive it.
    if (route !== 'probe') faults.push('browser-repeats');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...faults), { maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        async (script, size) => {
          const server = new JournalServer(abilities);
          const sending = new Sending(server);
          server.faults.push(...script);
          const resources = Array.from({ length: size }, () => pulse());
          const [content, delivery] = await sending.untilSettled(
            sending.prepare(writeOf('op-1', { resources })),
          );
          assert.equal(delivery.kind, 'accepted');
          assert.equal(server.journal.length, size + 1);
          assert.deepEqual(
            content.writes.map(({ result }) => result?.reference),
            server.journal.slice(0, size).map(({ reference }) => reference),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test(`${route}, I3: references to an earlier new resource follow it to the server's name`, async () => {
    const server = new JournalServer(abilities);
    const sending = new Sending(server);
    const first = sending.prepare(writeOf('op-1'));
    const made = first.writes[0]?.reference ?? '';
    const second = sending.prepare(
      writeOf('op-2', { resources: [pulse({ derivedFrom: [{ reference: made }] })] }),
    );
    const correction = sending.prepare(
      writeOf('op-3', { resources: [pulse({ id: made.slice(12), status: 'amended' })] }),
    );
    const [settled] = await sending.untilSettled(first);
    await sending.untilSettled(second);
    const [, delivery] = await sending.untilSettled(correction);
    assert.equal(delivery.kind, 'accepted');
    const name = settled.writes[0]?.result?.reference ?? '';
    const derived = server.all('Observation').find((one) => 'derivedFrom' in one) as Observation;
    assert.equal(derived.derivedFrom?.[0]?.reference, name);
    assert.equal((server.get(name) as Observation).status, 'amended');
    assert.equal(server.get(name)?.meta?.versionId, '2');
  });
}

test('idempotency-key, I2: to a façade that keeps keys any repeat is the same bytes under the same key, and one effect', async () => {
  const faults: Fault[] = ['lose-request', 'lose-response', 'browser-repeats', 'truncated', { status: 409 }];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...faults), { maxLength: 5 }), async (script) => {
      const server = new JournalServer({ updateCreate: false, conditionalCreate: false });
      server.keepsKeys = true;
      server.faults.push(...script);
      const sending = new Sending(server, { creates: 'idempotency-key' });
      const [content, delivery] = await sending.untilSettled(sending.prepare(writeOf('op-1')));
      assert.equal(delivery.kind, 'accepted');
      assert.equal(server.journal.length, 2);
      assert.equal(content.writes[0]?.result?.reference, server.journal[0]?.reference);
      const posts = sending.runtime.requests.filter(({ method }) => method === 'POST');
      assert.deepEqual(
        new Set(posts.map(({ headers }) => headers.get('Idempotency-Key'))),
        new Set(['"op-1"']),
      );
      assert.equal(new Set(server.transactions.map(({ bundle }) => JSON.stringify(bundle))).size, 1);
    }),
    { numRuns: 60 },
  );
});

test('idempotency-key: what a person puts back after a refusal is asked under a new key', async () => {
  const server = new JournalServer();
  server.keepsKeys = true;
  server.poison = () => 422;
  const sending = new Sending(server, { creates: 'idempotency-key' });
  const [parked] = await sending.attempt(sending.prepare(writeOf('op-1')));
  server.poison = () => undefined;
  const [, delivery] = await sending.attempt(parked);
  assert.equal(delivery.kind, 'accepted');
  const keys = sending.runtime.requests.flatMap(({ headers }) => headers.get('Idempotency-Key') ?? []);
  assert.deepEqual(keys, ['"op-1"', '"op-1.2"']);
});

test('what the configuration says of a server overrules its CapabilityStatement, type by type', async () => {
  const server = new JournalServer();
  const sending = new Sending(server, { creates: { Observation: 'conditional' } });
  const [content, delivery] = await sending.attempt(sending.prepare(writeOf('op-1')));
  assert.equal(delivery.kind, 'accepted');
  assert.equal(content.writes[0]?.route, 'conditional');
  assert.equal(content.provenance.route, 'client-id');
  assert.deepEqual(
    server.transactions[0]?.bundle.entry?.map(({ request }) => request?.method),
    ['POST', 'PUT'],
  );
});

const stored = { ...pulse(), id: '1' };

/** A server that holds version 3 of an Observation, and a change based on it. */
function changing() {
  const server = new JournalServer();
  for (const status of ['registered', 'preliminary', 'final'] as const) server.write({ ...stored, status });
  server.journal.length = 0;
  const sending = new Sending(server);
  const change = (operationId: string, value: number, plugin = 'dk.example.vitals') =>
    sending.prepare(
      writeOf(operationId, {
        plugin: { id: plugin, version: '1' },
        resources: [{ ...stored, valueQuantity: { value }, meta: { versionId: '3' } }],
      }),
    );
  const effects = () => server.journal.filter(({ reference }) => reference === 'Observation/1');
  return { server, sending, change, effects };
}

test('a change names the version it is based on', async () => {
  const { server, sending, change } = changing();
  const [content, delivery] = await sending.attempt(change('op-1', 90));
  assert.equal(delivery.kind, 'accepted');
  assert.equal(server.transactions[0]?.bundle.entry?.[0]?.request?.ifMatch, 'W/"3"');
  assert.deepEqual(content.writes[0]?.result, { reference: 'Observation/1', versionId: '4' });
});

test('I8: a 412 to our own effect is acceptance, not a conflict with oneself', async () => {
  for (const faults of [
    ['lose-response'],
    ['browser-repeats'],
    ['lose-response', 'browser-repeats'],
  ] as Fault[][]) {
    const { server, sending, change, effects } = changing();
    server.faults.push(...faults);
    const [content, delivery] = await sending.untilSettled(change('op-1', 90));
    assert.equal(delivery.kind, 'accepted', JSON.stringify(faults));
    assert.equal(effects().length, 1);
    assert.equal(content.writes[0]?.result?.versionId, '4');
  }
});

test('I2: a first request that comes late meets what its repeat made, also after that was changed by an app that never saw the mark', async () => {
  const answers = { resourceType: 'QuestionnaireResponse', status: 'completed' } as const;
  for (const resource of [pulse(), answers]) {
    const server = new JournalServer({ updateCreate: false });
    const sending = new Sending(server);
    const created = await sending.untilSettled(sending.prepare(writeOf('op-1', { resources: [resource] })));
    const id = created[0].writes[0]?.reference.split('/')[1] ?? '';
    const change = writeOf('op-2', { resources: [{ ...resource, id }] });
    await sending.untilSettled(sending.prepare(change));
    const late = server.transactions[0]?.bundle;
    const url = server.baseUrl;
    await server.handle(new Request(url, { method: 'POST', body: JSON.stringify(late) }));
    assert.equal(server.all(resource.resourceType).length, 1, resource.resourceType);
  }
});

test('I8: what was refused although it was on its way already is found to have arrived, once somebody asks again', async () => {
  const server = new JournalServer();
  const sending = new Sending(server);
  server.faults.push('lose-request', { status: 403 });
  const [unsure] = await sending.attempt(sending.prepare(writeOf('op-1')));
  const [refused, delivery] = await sending.attempt(unsure);
  assert.equal(delivery.kind, 'rejected');
  const context = {
    client: sending.client,
    signal: new AbortController().signal,
    history: sending.history,
    sequence: 1,
    sentAt: '2026-01-15T14:40:00.000Z',
  };
  assert.equal(await lookAgain(refused, context), undefined);
  const late = JSON.stringify(server.transactions[0]?.bundle);
  await server.handle(new Request(server.baseUrl, { method: 'POST', body: late }));
  assert.equal((await lookAgain(refused, context))?.kind, 'accepted');
});

test('I8: our own effect is known even after somebody built on it and dropped our tag', async () => {
  const { server, sending, change, effects } = changing();
  server.faults.push('lose-response');
  const [unsure] = await sending.attempt(change('op-1', 90));
  server.write({ ...stored, status: 'amended' });
  const [content, delivery] = await sending.attempt(unsure);
  assert.equal(delivery.kind, 'accepted');
  assert.equal(effects().length, 2);
  assert.equal(content.writes[0]?.result?.versionId, undefined, 'its version is not known any more');
});

test('I5: a change by somebody else becomes a conflict that keeps both, and overwrites nothing', async () => {
  const { server, sending, change, effects } = changing();
  server.write({ ...stored, status: 'amended' });
  const [content, delivery] = await sending.attempt(change('op-1', 90));
  assert.equal(delivery.kind, 'conflict');
  assert.equal(effects().length, 1);
  assert.equal(content.writes[0]?.baseVersionId, '3');
  assert.equal((content.writes[0]?.resource as Observation).valueQuantity?.value, 90);
  assert.deepEqual(content.error, { code: 'conflict' });
});

test('I3: the same plugin may change the same version twice while offline', async () => {
  const { server, sending, change } = changing();
  const [first, second] = [change('op-1', 90), change('op-2', 91)];
  await sending.attempt(first);
  const [, delivery] = await sending.attempt(second);
  assert.equal(delivery.kind, 'accepted');
  assert.equal((server.get('Observation/1') as Observation).valueQuantity?.value, 91);
});

test('I5: another plugin that changed the same version has not seen it, so a person decides', async () => {
  const { server, sending, change } = changing();
  const [first, second] = [change('op-1', 90), change('op-2', 91, 'dk.example.other')];
  await sending.attempt(first);
  const [, delivery] = await sending.attempt(second);
  assert.equal(delivery.kind, 'conflict');
  assert.equal((server.get('Observation/1') as Observation).valueQuantity?.value, 90);
});

test('I5: a change without any known base is never sent', async () => {
  const server = new JournalServer();
  const sending = new Sending(server);
  server.write({ ...stored });
  const [, delivery] = await sending.attempt(sending.prepare(writeOf('op-1', { resources: [stored] })));
  assert.equal(delivery.kind, 'conflict');
  assert.equal(server.transactions.length, 0);
});

for (const [route, abilities] of Object.entries(ROUTES)) {
  test(`${route}, F14: one bad line of fifty in a batch answer: the others are never sent again, the bad one is repaired alone`, async () => {
    const server = new JournalServer(abilities);
    server.takesApart = true;
    server.poison = (resource) =>
      resource.resourceType === 'Observation' && resource.status === 'unknown' ? 422 : undefined;
    const sending = new Sending(server);
    const resources = Array.from({ length: 50 }, (_, index) =>
      pulse(index === 30 ? { status: 'unknown' } : {}),
    );
    const [parked, delivery] = await sending.attempt(sending.prepare(writeOf('op-1', { resources })));
    assert.equal(delivery.kind, 'rejected');
    assert.deepEqual(parked.error?.issues?.[0]?.expression, ['Observation.value']);
    assert.equal(parked.writes.filter(({ result }) => result).length, 49);
    assert.equal(server.all('Observation').length, 49);

    server.poison = () => undefined;
    const again = withOpenProvenance(parked, () => crypto.randomUUID());
    const [settled, second] = await sending.attempt(again);
    assert.equal(second.kind, 'accepted');
    assert.equal(server.all('Observation').length, 50);
    assert.equal(server.journal.length, 52, 'fifty Observations, a Provenance for each of the two parts');
    assert.equal(server.transactions[1]?.bundle.entry?.length, 2);
    assert.ok(settled.writes.every(({ result }) => result));
    const targets = (server.all('Provenance') as Provenance[]).map(({ target }) => target.length);
    assert.deepEqual(targets, [50, 1]);
  });
}

test('F14: a server that takes transactions apart and whose answer is lost is not believed to have taken all', async () => {
  const server = new JournalServer();
  server.takesApart = true;
  server.poison = (resource) =>
    resource.resourceType === 'Observation' && resource.status === 'unknown' ? 422 : undefined;
  const sending = new Sending(server);
  server.faults.push('lose-response');
  const resources = [pulse(), pulse({ status: 'unknown' }), pulse()];
  const [content, delivery] = await sending.untilSettled(sending.prepare(writeOf('op-1', { resources })));
  assert.notEqual(delivery.kind, 'accepted');
  assert.equal(server.all('Observation').length, 2);
  assert.equal(content.writes.filter(({ result }) => result).length, 2);
});

test('F2: what is not FHIR, or only half of it, is no answer, whatever the status says', async () => {
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry: [] });
  const answers: [string, Response][] = [
    ['a page', webPage()],
    ['FHIR that says it is a page', new Response(bundle, { headers: { 'Content-Type': 'text/html' } })],
    [
      'half of it',
      new Response(bundle.slice(0, 40), { headers: { 'Content-Type': 'application/fhir+json' } }),
    ],
    ['nothing', new Response(null, { status: 200 })],
    ['no content', new Response(null, { status: 204 })],
    ['other JSON', new Response('{"ok":true}', { headers: { 'Content-Type': 'application/json' } })],
    ['another resource', fhirAnswer({ resourceType: 'OperationOutcome', issue: [] })],
  ];
  for (const [name, answer] of answers) {
    const server = new JournalServer();
    const sending = new Sending(server);
    const content = sending.prepare(writeOf('op-1'));
    const { handle } = server;
    server.handle = async (request) => (request.method === 'POST' ? answer : handle(request));
    const [, delivery] = await sending.attempt(content);
    assert.deepEqual(
      { ...delivery },
      { kind: 'unavailable', code: 'invalid-response', retryAfterMs: undefined },
      name,
    );
    assert.equal(server.journal.length, 0);
  }
});

test('each refusal has its outcome', async () => {
  const expected: [Fault, Partial<Delivery>][] = [
    [{ status: 400 }, { kind: 'rejected', code: 'rejected' }],
    [{ status: 401 }, { kind: 'needs-login' }],
    [{ status: 403 }, { kind: 'rejected', code: 'denied' }],
    [{ status: 404 }, { kind: 'rejected', code: 'not-found' }],
    [{ status: 409 }, { kind: 'conflict' }],
    [{ status: 410 }, { kind: 'rejected', code: 'gone' }],
    [{ status: 412 }, { kind: 'conflict' }],
    [{ status: 413 }, { kind: 'rejected', code: 'rejected' }],
    [{ status: 422 }, { kind: 'rejected', code: 'rejected' }],
    [
      { status: 429, headers: { 'Retry-After': '7' } },
      { kind: 'unavailable', code: 'server', retryAfterMs: 7000 },
    ],
    [{ status: 500 }, { kind: 'unavailable', code: 'server' }],
    [
      { status: 503, headers: { 'Retry-After': '99999999' } },
      { kind: 'unavailable', retryAfterMs: 3_600_000 },
    ],
    [{ status: 428 }, { kind: 'rejected', code: 'rejected' }],
    [{ status: 501 }, { kind: 'rejected', code: 'rejected' }],
    [{ status: 511 }, { kind: 'unavailable', code: 'invalid-response' }],
    ['web-page', { kind: 'unavailable', code: 'invalid-response' }],
    ['lose-request', { kind: 'unavailable', code: 'network' }],
  ];
  for (const [fault, outcome] of expected) {
    const server = new JournalServer();
    const sending = new Sending(server);
    server.faults.push(fault);
    const [, delivery] = await sending.attempt(sending.prepare(writeOf('op-1')));
    assert.deepEqual({ ...delivery, ...outcome }, delivery, JSON.stringify(fault));
  }
});

test('a rejection keeps codes, element paths and, apart from them, the words, so that a form can point to the field', async () => {
  const server = new JournalServer();
  const sending = new Sending(server);
  server.faults.push({
    status: 422,
    issue: { code: 'value', diagnostics: 'secret', expression: ['Observation.value'] },
  });
  const [content] = await sending.attempt(sending.prepare(writeOf('op-1')));
  assert.deepEqual(content.error, {
    code: 'rejected',
    issues: [{ severity: 'error', code: 'value', expression: ['Observation.value'] }],
    words: ['secret'],
  });
});

test('a route once chosen stays, though the server learned another', async () => {
  const server = new JournalServer({ updateCreate: false });
  const sending = new Sending(server);
  server.faults.push('lose-response');
  const [unsure] = await sending.attempt(sending.prepare(writeOf('op-1')));
  assert.equal(
    withRoutes(unsure, { resourceType: 'CapabilityStatement' } as never).writes[0]?.route,
    'conditional',
  );
});

test('a resource our own code stumbles over is parked like any poison', async () => {
  const sending = new Sending(new JournalServer());
  const content = sending.prepare(writeOf('op-1'));
  const broken = { ...content, writes: undefined as never };
  const delivery = await deliver(broken, {
    client: sending.client,
    signal: new AbortController().signal,
    history: sending.history,
    sequence: 1,
    sentAt: '2026-01-15T14:30:00.000Z',
  }).catch(() => 'threw');
  assert.deepEqual(delivery, { kind: 'rejected', code: 'unexpected', issues: [] });
});

test('I7: what is ready while everything waits does not leave, and does once it may', async () => {
  const sending = new Sending(new JournalServer());
  sending.isPaused = true;
  const [held, delivery] = await sending.attempt(sending.prepare(writeOf('op-1')), 1);
  assert.equal(delivery.kind, 'unavailable');
  assert.equal(sending.server.transactions.length, 0);
  sending.isPaused = false;
  assert.equal((await sending.attempt(held, 1))[1].kind, 'accepted');
  assert.equal(sending.server.transactions.length, 1);
});
