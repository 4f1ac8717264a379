import { assert } from '@open-wc/testing';
import type { Observation, QuestionnaireResponse } from 'fhir/r4';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { Tab, newPartition } from '../../../test/offline/tab.ts';
import { pulse, writeOf } from '../../../test/offline/writes.ts';
import type { WriteRequest } from '../types.ts';

describe('versions of a draft that never left the device', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let tab: Tab;

  const openTab = async (partition = newPartition()): Promise<Tab> => {
    const opened = await Tab.open({ partition, server });
    tabs.push(opened);
    return opened;
  };

  beforeEach(async () => {
    server = new JournalServer();
    server.isDown = true;
    tab = await openTab();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  /** Saves a first version, then one later version for each of `later`, of the same record. */
  async function saveVersions(
    first: Observation,
    later: readonly Observation[],
    changes: Partial<WriteRequest> = {},
  ): Promise<string[]> {
    const receipt = await tab.outbox.enqueue(writeOf('op-1', { resources: [first] }));
    const id = receipt.resources[0]?.reference.split('/')[1] ?? '';
    const ids = [receipt.id];
    for (const [index, version] of later.entries()) {
      const resources = [{ ...version, id }];
      ids.push((await tab.outbox.enqueue(writeOf(`op-${index + 2}`, { resources, ...changes }))).id);
    }
    return ids;
  }

  async function comesBack(ids: readonly string[]): Promise<void> {
    server.isDown = false;
    await tab.outbox.flush();
    for (const id of ids) await tab.reaches(id, 'accepted');
  }

  const draft = (value: number) => pulse({ status: 'preliminary', valueQuantity: { value } });
  const values = () =>
    server.journal.flatMap(({ resource }) =>
      resource.resourceType === 'Observation' ? [resource.valueQuantity?.value] : [],
    );

  it('leave as one version that carries the mark of each, and every receipt names it', async () => {
    const ids = await saveVersions(draft(1), [draft(2), pulse({ valueQuantity: { value: 3 } })]);
    await comesBack(ids);
    assert.deepEqual(values(), [3]);
    const [effect] = server.journal;
    assert.sameMembers(effect?.marks ?? [], ['op-1', 'op-2', 'op-3']);
    assert.lengthOf(server.all('Provenance'), 1);
    for (const id of ids) {
      const receipt = await tab.reaches(id, 'accepted');
      assert.deepEqual(receipt.resources, [{ reference: effect?.reference ?? '', versionId: '1' }]);
    }
    assert.deepEqual(await tab.outbox.list(), []);
  });

  it('go on from the version that arrived: what is saved afterwards is based on it', async () => {
    const ids = await saveVersions(draft(1), [draft(2)]);
    await comesBack(ids);
    const id = server.journal[0]?.reference.split('/')[1] ?? '';
    const more = await tab.outbox.enqueue(
      writeOf('op-9', { resources: [{ ...pulse({ valueQuantity: { value: 9 } }), id }] }),
    );
    await tab.reaches(more.id, 'accepted');
    assert.deepEqual(values(), [2, 9]);
  });

  it('have one effect when the answer is lost and when the browser repeats the request', async () => {
    server.faults.push('lose-response', 'browser-repeats');
    const ids = await saveVersions(draft(1), [draft(2)]);
    server.isDown = false;
    await tab.outbox.flush();
    await tab.sees(() => (server.transactions.length > 0 ? true : undefined));
    tab.runtime.clock.advance(300_000);
    await comesBack(ids);
    assert.deepEqual(values(), [2]);
  });

  it('part when they are refused: each is what it was, and the later waits for the earlier', async () => {
    server.poison = (resource) => ((resource as Observation).valueQuantity?.value === 2 ? 422 : undefined);
    const [first = '', second = ''] = await saveVersions(draft(1), [draft(2)]);
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(first, 'rejected');
    const waiting = await tab.reaches(second, 'stored');
    assert.deepEqual(waiting.waitsFor, [first]);
    server.poison = () => undefined;
    await tab.outbox.retry(first);
    await comesBack([first, second]);
    assert.deepEqual(values(), [1, 2], 'what was on its way once is never put together anew');
  });

  it('are not given up while nobody knows whether they arrived', async () => {
    server.faults.push('lose-request');
    const [first = '', second = ''] = await saveVersions(draft(1), [draft(2)]);
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(second, 'sending');
    await tab.reaches(first, 'stored');
    for (const id of [first, second]) {
      const refusal = await tab.outbox.discard(id, 'Fejl').then(
        () => 'given up',
        (error: { code: string }) => error.code,
      );
      assert.strictEqual(refusal, 'invalid-request');
    }
  });

  it('go on together after a restart in the middle', async () => {
    const partition = newPartition();
    tab = await openTab(partition);
    server.faults.push('lose-response');
    const ids = await saveVersions(draft(1), [draft(2)]);
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(ids[1] ?? '', 'sending');
    await tab.reaches(ids[0] ?? '', 'stored');
    server.isDown = true;
    await tab.outbox.close();
    tab = await openTab(partition);
    await comesBack(ids);
    assert.deepEqual(values(), [2]);
  });

  const apart: Record<string, () => Promise<string[]>> = {
    'somebody stands behind the earlier one': () =>
      saveVersions(pulse({ valueQuantity: { value: 1 } }), [draft(2)]),
    'another plugin wrote the later one': () =>
      saveVersions(draft(1), [draft(2)], { plugin: { id: 'dk.example.other', version: '1.0.0' } }),
    'the patient was left in between': () => saveVersions(draft(1), [draft(2)], { lease: 'lease-2' }),
    'another person wrote the later one': () =>
      saveVersions(draft(1), [draft(2)], { author: { reference: 'Practitioner/other' } }),
  };
  for (const [why, save] of Object.entries(apart))
    it(`leave one by one when ${why}`, async () => {
      await comesBack(await save());
      assert.deepEqual(values(), [1, 2]);
    });

  it('leave one by one when something between them names the record', async () => {
    const { id, resources } = await tab.outbox.enqueue(writeOf('op-1', { resources: [draft(1)] }));
    const reference = resources[0]?.reference ?? '';
    const between = pulse({ valueQuantity: { value: 50 }, derivedFrom: [{ reference }] });
    const named = await tab.outbox.enqueue(writeOf('op-2', { resources: [between] }));
    const later = { ...draft(2), id: reference.split('/')[1] ?? '' };
    const last = await tab.outbox.enqueue(writeOf('op-3', { resources: [later] }));
    await comesBack([id, named.id, last.id]);
    assert.deepEqual(values(), [1, 50, 2]);
  });

  it('leave one by one when the later refers to something that was made in between', async () => {
    const { id, resources } = await tab.outbox.enqueue(writeOf('op-1', { resources: [draft(1)] }));
    const between = await tab.outbox.enqueue(
      writeOf('op-2', { resources: [pulse({ valueQuantity: { value: 50 } })] }),
    );
    const derivedFrom = [{ reference: between.resources[0]?.reference ?? '' }];
    const later = { ...draft(2), derivedFrom, id: resources[0]?.reference.split('/')[1] ?? '' };
    const last = await tab.outbox.enqueue(writeOf('op-3', { resources: [later] }));
    await comesBack([id, between.id, last.id]);
    assert.deepEqual(values(), [1, 50, 2]);
  });

  it('that change what the server has are put together on its version', async () => {
    const there = server.write({ ...draft(0), id: 'r1' });
    const change = (value: number) =>
      ({ ...there, ...draft(value), meta: { versionId: '1' } }) as Observation;
    const one = await tab.outbox.enqueue(writeOf('op-1', { resources: [change(1)] }));
    const two = await tab.outbox.enqueue(writeOf('op-2', { resources: [change(2)] }));
    await comesBack([one.id, two.id]);
    assert.deepEqual(values(), [0, 2]);
    assert.sameMembers(server.journal[1]?.marks ?? [], ['op-1', 'op-2']);
  });

  it('part when somebody else changed the record, and a person decides about the first', async () => {
    const there = server.write({ ...draft(0), id: 'r1' });
    const change = (value: number) =>
      ({ ...there, ...draft(value), meta: { versionId: '1' } }) as Observation;
    const one = await tab.outbox.enqueue(writeOf('op-1', { resources: [change(1)] }));
    const two = await tab.outbox.enqueue(writeOf('op-2', { resources: [change(2)] }));
    server.write({ ...draft(7), id: 'r1' });
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(one.id, 'conflict');
    assert.deepEqual((await tab.reaches(two.id, 'stored')).waitsFor, [one.id]);
    assert.deepEqual(values(), [0, 7]);
  });

  it('works for types that carry their mark as a tag', async () => {
    const answers = (status: QuestionnaireResponse['status'], text: string): QuestionnaireResponse => ({
      resourceType: 'QuestionnaireResponse',
      status,
      subject: { reference: 'Patient/else' },
      item: [{ linkId: '1', answer: [{ valueString: text }] }],
    });
    const first = await tab.outbox.enqueue(writeOf('op-1', { resources: [answers('in-progress', 'a')] }));
    const id = first.resources[0]?.reference.split('/')[1] ?? '';
    const last = await tab.outbox.enqueue(
      writeOf('op-2', { resources: [{ ...answers('completed', 'b'), id }] }),
    );
    await comesBack([first.id, last.id]);
    const [effect, ...more] = server.journal.filter(({ resource }) => resource.resourceType !== 'Provenance');
    assert.lengthOf(more, 0);
    assert.sameMembers(effect?.marks ?? [], ['op-1', 'op-2']);
  });
});
