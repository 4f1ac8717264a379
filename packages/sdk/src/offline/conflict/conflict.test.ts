import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FhirResource, Observation, Provenance } from 'fhir/r4';
import { createFhirClient } from '../../fhir/index.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { pulse, writeOf } from '../../../test/offline/writes.ts';
import { scriptedRuntime } from '../../../test/scripted-runtime.ts';
import type { Entry, EntryContent } from '../entry.ts';
import { deliver } from '../send/deliver.ts';
import type { Delivery } from '../send/deliver.ts';
import { SentHistory } from '../send/history.ts';
import { withRoutes } from '../send/routes.ts';
import { settlementOf } from '../send/answers/settlement.ts';
import type { WriteRequest } from '../types.ts';
import { prepareWrite } from '../write/prepare.ts';
import { compareVersions } from './compare.ts';
import { MAX_ROUNDS } from './merge-writes.ts';
import { conflictOf } from './record.ts';
import { decided } from './resolve.ts';
import type { ConflictDecision } from './types.ts';

const BASE = pulse({ id: '1', meta: { versionId: '1' }, valueQuantity: { value: 72 } });
const DECIDER = { reference: 'Practitioner/doctor' };

/** Entries on their way as the sender takes them, without the store. */
class Ward {
  readonly server = new JournalServer();
  readonly history = new SentHistory();
  readonly client;
  /** Called before each transaction. */
  beforeSending: () => void = () => undefined;
  #sequence = 0;

  constructor() {
    const runtime = scriptedRuntime((request) => {
      if (request.method === 'POST') this.beforeSending();
      return this.server.handle(request);
    });
    const accessToken = async () => 'token';
    this.client = createFhirClient({ fhirBaseUrl: this.server.baseUrl, accessToken, runtime });
    this.server.write(BASE);
  }

  get now(): Observation {
    return this.server.get('Observation/1') as Observation;
  }

  get provenances(): Provenance[] {
    return this.server.all('Provenance') as Provenance[];
  }

  theirs(changes: Partial<Observation>): void {
    this.server.write({ ...this.now, ...changes });
  }

  entry(resources: readonly FhirResource[], more: Partial<WriteRequest> = {}): Entry {
    const request = writeOf(`op-${++this.#sequence}`, { resources, bases: [BASE], ...more });
    const randomUUID = () => crypto.randomUUID();
    const content = prepareWrite(request, {
      fhirBaseUrl: this.server.baseUrl,
      randomUUID,
      isMadeHere: () => true,
    });
    return entryOf(content, this.#sequence);
  }

  change(changes: Partial<Observation>): Entry {
    return this.entry([{ ...BASE, ...changes }]);
  }

  /** Until it is accepted or a person is needed. */
  async send(entry: Entry): Promise<Entry> {
    let { content } = entry;
    const { sequence } = entry.row;
    for (;;) {
      const sent = withRoutes(
        { ...content, attempts: content.attempts + 1 },
        await this.client.capabilities(),
      );
      const context = {
        client: this.client,
        signal: new AbortController().signal,
        history: this.history,
        sequence,
        sentAt: '2026-01-15T14:30:00.000Z',
        randomUUID: () => crypto.randomUUID(),
      };
      const delivery = await compareVersions(sent, await deliver(sent, context), context);
      assert.notEqual(delivery.kind, 'stopped');
      const settlement = settlementOf(sent, delivery as Exclude<Delivery, { kind: 'stopped' }>);
      ({ content } = settlement);
      const state = settlement.patch.state ?? 'stored';
      if (state === 'accepted') this.history.add(sequence, content);
      if (state !== 'stored') return entryOf(content, sequence, state);
    }
  }
}

function entryOf(content: EntryContent, sequence: number, state: Entry['row']['state'] = 'stored'): Entry {
  const sealed = { iv: new Uint8Array(12), data: new ArrayBuffer(0) };
  return {
    content,
    row: { sequence, id: `e${sequence}`, patientKey: 'k', state, storedAt: 0, fence: 1, sealed },
  };
}

function decide(entry: Entry, keep: ConflictDecision['keep'], revision = entry.content.attempts): Entry {
  const { content, patch } = decided(
    entry,
    { revision, keep },
    { by: DECIDER, at: 5, randomUUID: () => crypto.randomUUID() },
  );
  return entryOf(content, entry.row.sequence, patch.state);
}

const codeOf = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('I5: what two people changed in different places goes on top of theirs, with both', async () => {
  const ward = new Ward();
  ward.theirs({ status: 'amended' });
  const { row, content } = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(row.state, 'accepted');
  assert.deepEqual([ward.now.status, ward.now.valueQuantity?.value], ['amended', 90]);
  assert.equal(content.writes[0]?.result?.versionId, '3');
  assert.equal(content.writes[0]?.base, undefined, 'the payload goes, and what it was based on');
  const ifMatch = ward.server.transactions.map(({ bundle }) => bundle.entry?.[0]?.request?.ifMatch);
  assert.deepEqual(ifMatch, ['W/"1"', 'W/"2"']);
});

test('Provenance says that it was merged, from which versions, and by what', async () => {
  const ward = new Ward();
  ward.theirs({ status: 'amended' });
  await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  const [provenance, ...others] = ward.provenances;
  assert.equal(others.length, 0);
  assert.equal(provenance?.activity?.coding?.[0]?.code, 'merge');
  assert.deepEqual(provenance?.entity?.slice(1), [
    { role: 'revision', what: { reference: 'Observation/1/_history/2' } },
    { role: 'source', what: { reference: 'Observation/1/_history/1' } },
  ]);
  assert.equal(provenance?.agent.at(-1)?.who.identifier?.value, 'samspil-outbox');
});

test('a write that met nobody has a Provenance that speaks of no merge', async () => {
  const ward = new Ward();
  await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(ward.provenances[0]?.activity, undefined);
  assert.equal(ward.provenances[0]?.agent.length, 2);
});

test('the answer of a merged write is lost: it is recognised as our own and stays one effect', async () => {
  const ward = new Ward();
  ward.theirs({ status: 'amended' });
  ward.server.faults.push('none', 'browser-repeats');
  const { row } = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(row.state, 'accepted');
  const effects = ward.server.journal.filter(({ reference }) => reference === 'Observation/1');
  assert.equal(effects.length, 3);
});

test('I5: what both changed becomes a record with base, mine, theirs, who and when, and overwrites nothing', async () => {
  const ward = new Ward();
  ward.theirs({ valueQuantity: { value: 70 }, meta: { lastUpdated: '2026-01-15T13:00:00Z' } });
  const who = { reference: 'Practitioner/other', display: 'Otto Læge' };
  const author = { type: { coding: [{ code: 'author' }] }, who };
  ward.server.write({
    resourceType: 'Provenance',
    id: 'p',
    target: [{ reference: 'Observation/1/_history/2' }],
    recorded: '2026-01-15T13:00:00Z',
    agent: [{ who: { reference: 'Device/x' } }, author],
  });
  const entry = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(entry.row.state, 'conflict');
  assert.equal(ward.now.meta?.versionId, '2');
  const { resources, revision } = conflictOf(entry);
  assert.equal(revision, 1);
  assert.deepEqual(
    resources.map(({ kind, who: by, when, conflicts }) => ({ kind, by, when, conflicts })),
    [
      {
        kind: 'changed',
        by: who,
        when: '2026-01-15T13:00:00Z',
        conflicts: [
          {
            path: 'Observation.value',
            elements: ['valueQuantity'],
            base: { value: 72 },
            mine: { value: 90 },
            theirs: { value: 70 },
          },
        ],
      },
    ],
  );
});

test('a writer whom the Provenance names by reference alone is told by name, where that may be read', async () => {
  const whoOf = async (reference: string) => {
    const ward = new Ward();
    const practitioner = { resourceType: 'Practitioner', id: 'other' } as const;
    ward.server.write({ ...practitioner, name: [{ given: ['Otto', 'Emil'], family: 'Læge' }] });
    ward.theirs({ valueQuantity: { value: 70 } });
    ward.server.write({
      resourceType: 'Provenance',
      id: 'p',
      target: [{ reference: 'Observation/1/_history/2' }],
      recorded: '2026-01-15T13:00:00Z',
      agent: [{ who: { reference } }],
    });
    const entry = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
    return conflictOf(entry).resources[0]?.who;
  };
  const other = { reference: 'Practitioner/other', display: 'Otto Emil Læge' };
  assert.deepEqual(await whoOf('Practitioner/other'), other);
  assert.deepEqual(await whoOf('Practitioner/gone'), { reference: 'Practitioner/gone' });
});

test('an earlier writer is not named for a version that says nothing of its writer', async () => {
  const ward = new Ward();
  ward.server.write({
    resourceType: 'Provenance',
    id: 'p',
    meta: { lastUpdated: '2026-01-15T10:00:00Z' },
    target: [{ reference: 'Observation/1' }],
    recorded: '2026-01-15T10:00:00Z',
    agent: [{ who: { reference: 'Practitioner/earlier' } }],
  });
  ward.theirs({ valueQuantity: { value: 70 }, meta: { lastUpdated: '2026-01-15T13:00:00Z' } });
  const entry = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(conflictOf(entry).resources[0]?.who, undefined);
});

test('mine: goes on top of the version that was seen, keeps their other changes, and names who decided', async () => {
  const ward = new Ward();
  ward.theirs({ valueQuantity: { value: 70 }, status: 'amended' });
  const conflict = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  const { row } = await ward.send(decide(conflict, 'mine'));
  assert.equal(row.state, 'accepted');
  assert.deepEqual([ward.now.status, ward.now.valueQuantity?.value], ['amended', 90]);
  const verifier = ward.provenances[0]?.agent.find(({ type }) => type?.coding?.[0]?.code === 'verifier');
  assert.deepEqual(verifier?.who, DECIDER);
});

test('theirs: where nothing of mine is left nothing is sent, and the record of it stays', async () => {
  const ward = new Ward();
  ward.theirs({ valueQuantity: { value: 70 } });
  const conflict = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  const { row, content } = decide(conflict, 'theirs');
  assert.equal(row.state, 'discarded');
  assert.deepEqual(content.decided, { by: DECIDER, at: 5 });
  assert.equal(content.standings, undefined);
  assert.equal(ward.now.meta?.versionId, '2');
});

test('choice by choice: each difference has its own answer, and an open one is not guessed', async () => {
  const ward = new Ward();
  ward.theirs({ valueQuantity: { value: 70 }, effectiveDateTime: '2026-01-15T07:00:00+01:00' });
  const mine = { valueQuantity: { value: 90 }, effectiveDateTime: '2026-01-15T09:00:00+01:00' };
  const conflict = await ward.send(ward.change(mine));
  const value = { reference: 'Observation/1', path: 'Observation.value', take: 'mine' } as const;
  const time = { reference: 'Observation/1', path: 'Observation.effective', take: 'theirs' } as const;
  assert.throws(() => decide(conflict, [value]), codeOf('incomplete'));
  assert.throws(
    () => decide(conflict, [value, time, { ...time, path: 'Observation.code' }]),
    codeOf('invalid-request'),
  );
  assert.throws(() => decide(conflict, 'mine', 0), codeOf('conflict'));
  await ward.send(decide(conflict, [value, time]));
  assert.equal(ward.now.valueQuantity?.value, 90);
  assert.equal(ward.now.effectiveDateTime, '2026-01-15T07:00:00+01:00');
});

test('a version that came after the person looked is a new conflict, whatever it changed', async () => {
  const ward = new Ward();
  ward.theirs({ valueQuantity: { value: 70 } });
  const conflict = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  ward.theirs({ status: 'amended' });
  const again = await ward.send(decide(conflict, 'mine'));
  assert.equal(again.row.state, 'conflict');
  assert.equal(ward.now.valueQuantity?.value, 70);
  assert.throws(() => decide(again, 'mine', conflict.content.attempts), codeOf('conflict'));
  await ward.send(decide(again, 'mine'));
  assert.deepEqual([ward.now.status, ward.now.valueQuantity?.value], ['amended', 90]);
});

test('a deleted resource is a conflict of its own kind: mine makes it anew, theirs lets it go', async () => {
  for (const keep of ['mine', 'theirs'] as const) {
    const ward = new Ward();
    ward.server.remove('Observation/1');
    const conflict = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
    const [resource] = conflictOf(conflict).resources;
    assert.equal(resource?.kind, 'gone');
    assert.deepEqual(
      resource.conflicts.map(({ path }) => path),
      ['Observation'],
    );
    const next = decide(conflict, keep);
    if (keep === 'mine') assert.equal((await ward.send(next)).row.state, 'accepted');
    else assert.equal(next.row.state, 'discarded');
    const left = ward.server.all('Observation') as Observation[];
    assert.deepEqual(
      left.map(({ valueQuantity }) => valueQuantity?.value),
      keep === 'mine' ? [90] : [],
    );
    assert.equal(ward.server.get('Observation/1'), undefined, 'a deleted id stays deleted');
  }
});

test('a 404 or 410 for something else stays a refusal', async () => {
  for (const status of [404, 410]) {
    const ward = new Ward();
    ward.server.faults.push({ status });
    const { row } = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
    assert.equal(row.state, 'rejected');
  }
});

test('whoever is always faster is not raced for ever: after some rounds a person is asked', async () => {
  const ward = new Ward();
  let count = 0;
  ward.beforeSending = () => ward.theirs({ note: [{ text: `${++count}` }] });
  const { row } = await ward.send(ward.change({ valueQuantity: { value: 90 } }));
  assert.equal(row.state, 'conflict');
  assert.equal(count, MAX_ROUNDS + 1);
});

test('I5: a second change of the same plugin does not take back what the first was merged with', async () => {
  const ward = new Ward();
  const [first, second] = [
    ward.change({ valueQuantity: { value: 90 } }),
    ward.change({ valueQuantity: { value: 91 }, note: [{ text: 'igen' }] }),
  ];
  ward.theirs({ status: 'amended' });
  await ward.send(first);
  const { row } = await ward.send(second);
  assert.equal(ward.now.status, 'amended');
  assert.equal(row.state, 'conflict', 'the value of the first is not what the second was based on');
  await ward.send(decide(await ward.send(second), 'mine'));
  assert.deepEqual([ward.now.status, ward.now.valueQuantity?.value], ['amended', 91]);
});

test('the base is the one kept; else the server is asked for it; else every difference is', async () => {
  for (const [bases, keepsVersions, state] of [
    [[BASE], false, 'accepted'],
    [[], true, 'accepted'],
    [[], false, 'conflict'],
  ] as const) {
    const ward = new Ward();
    ward.server.keepsVersions = keepsVersions;
    ward.theirs({ status: 'amended' });
    const { row } = await ward.send(ward.entry([{ ...BASE, note: [{ text: 'x' }] }], { bases }));
    assert.equal(row.state, state);
  }
});

test('a group is decided as one: what is settled waits for what is not, and nothing is sent twice', async () => {
  const ward = new Ward();
  const other = { ...BASE, id: '2' };
  ward.server.write(other);
  const entry = ward.entry(
    [{ ...BASE, valueQuantity: { value: 90 } }, { ...other, note: [{ text: 'x' }] }, pulse()],
    { bases: [BASE, other] },
  );
  ward.theirs({ valueQuantity: { value: 70 } });
  const conflict = await ward.send(entry);
  assert.deepEqual(
    conflictOf(conflict).resources.map(({ reference }) => reference),
    ['Observation/1'],
  );
  const { row } = await ward.send(decide(conflict, 'theirs'));
  assert.equal(row.state, 'accepted');
  assert.equal(ward.now.meta?.versionId, '2');
  assert.deepEqual((ward.server.get('Observation/2') as Observation).note, [{ text: 'x' }]);
  assert.equal(ward.server.all('Observation').length, 3);
});

test('an entry in no conflict has no record and takes no decision', () => {
  const entry = new Ward().change({});
  assert.throws(() => conflictOf(entry), codeOf('not-found'));
  assert.throws(() => decide(entry, 'mine'), codeOf('not-found'));
});

test('I5: whatever several people change in between, nothing of theirs is lost without a person, and nothing of mine', async () => {
  const value = fc.integer({ min: 1, max: 3 }).map((n) => ({ valueQuantity: { value: n } }));
  const status = fc.constantFrom('amended', 'corrected').map((one) => ({ status: one }));
  const note = fc.constantFrom('a', 'b').map((text) => ({ note: [{ text }] }));
  const edit = fc
    .tuple(fc.option(value), fc.option(status), fc.option(note))
    .map((parts): Partial<Observation> => Object.assign({}, ...parts));
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), edit, async (others, mine) => {
      const ward = new Ward();
      for (const one of others) ward.theirs(one);
      const standing = ward.now;
      const { row } = await ward.send(ward.change(mine));
      const theirs: Partial<Observation> = Object.assign({}, ...others);
      const isBoth = (Object.keys(mine) as (keyof Observation)[]).some(
        (name) =>
          JSON.stringify(standing[name]) !== JSON.stringify(BASE[name]) &&
          JSON.stringify(mine[name]) !== JSON.stringify(BASE[name]) &&
          JSON.stringify(mine[name]) !== JSON.stringify(standing[name]),
      );
      assert.equal(row.state, isBoth ? 'conflict' : 'accepted');
      if (isBoth) assert.deepEqual(ward.now, standing);
      else
        for (const [name, want] of Object.entries({ ...theirs, ...mine }))
          assert.deepEqual(ward.now[name as keyof Observation], want);
    }),
    { numRuns: 60 },
  );
});
