import { assert } from '@open-wc/testing';
import type { Observation, Provenance } from 'fhir/r4';
import type { SamspilError } from '../../errors.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { Tab, newPartition, rawText } from '../../../test/offline/tab.ts';
import { CANARY, pulse, writeOf } from '../../../test/offline/writes.ts';
import { OPERATION_SYSTEM } from './operation-mark.ts';

const NAME = 'urn:uuid:0c1b7f1e-6f0f-4a52-9f5b-0d5f3b3f7a11';
const tooHigh = pulse({ valueQuantity: { value: 700, unit: '/min' } });
const sound = pulse({ valueQuantity: { value: 70, unit: '/min' } });
const REFUSAL = {
  status: 422,
  issue: {
    code: 'value',
    expression: ['Bundle.entry[0].resource.value.ofType(Quantity).value'],
    details: { text: `Puls over 300 for ${CANARY}` },
  },
};

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

describe('correcting a write that the server refused', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition = newPartition();

  async function openTab(): Promise<Tab> {
    const tab = await Tab.open({ partition, server });
    tabs.push(tab);
    return tab;
  }

  /** One pulse that the server refused with words and a place. */
  async function refused(resources = [tooHigh]): Promise<{ tab: Tab; id: string }> {
    const tab = await openTab();
    server.faults.push(REFUSAL);
    const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources }));
    await tab.reaches(id, 'rejected');
    return { tab, id };
  }

  beforeEach(() => {
    server = new JournalServer();
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  it('gives it back as it was saved, with the place and the words of each issue', async () => {
    const { tab, id } = await refused();
    const { resources, issues, patient, plugin, receipt } = await tab.outbox.repair(id);
    assert.deepInclude(resources[0], { ...tooHigh, id: resources[0]?.id });
    assert.match(resources[0]?.id ?? '', /^urn:uuid:/);
    assert.notInclude(JSON.stringify(resources), OPERATION_SYSTEM);
    assert.deepEqual(issues, [
      {
        severity: 'error',
        code: 'value',
        text: `Puls over 300 for ${CANARY}`,
        resource: 0,
        path: 'valueQuantity.value',
      },
    ]);
    assert.deepEqual([patient, plugin.id, receipt], ['else', 'dk.example.vitals', id]);
  });

  it('keeps the words of the server encrypted, and out of every receipt', async () => {
    const { tab, id } = await refused();
    assert.notInclude(await rawText(partition), 'Puls over 300');
    assert.notInclude(JSON.stringify(tab.told), 'Puls over 300');
    assert.notInclude(JSON.stringify(await tab.outbox.list()), 'Puls over 300');
    assert.strictEqual((await tab.outbox.list())[0]?.id, id);
  });

  it('puts the corrected one in its place: one receipt, one effect, under an operation of its own', async () => {
    const { tab, id } = await refused();
    const snapshot = await tab.outbox.enqueue(writeOf('op-2', { resources: [sound], replaces: id }));
    assert.strictEqual(snapshot.id, id);
    await tab.reaches(id, 'accepted');
    assert.deepEqual(
      server.all('Observation').map((one) => (one as Observation).valueQuantity?.value),
      [70],
    );
    assert.deepEqual(await tab.outbox.list(), []);
    assert.include(server.journal[0]?.marks ?? [], 'op-2');
    const [provenance] = server.all('Provenance') as Provenance[];
    assert.deepInclude(provenance?.entity ?? [], {
      role: 'revision',
      what: { identifier: { system: OPERATION_SYSTEM, value: 'op-1' } },
    });
  });

  it('keeps the whole chain when it is refused again', async () => {
    const { tab, id } = await refused();
    server.faults.push(REFUSAL);
    await tab.outbox.enqueue(writeOf('op-2', { resources: [tooHigh], replaces: id }));
    await tab.sees(() =>
      tab.told.filter(({ state }) => state === 'rejected').length > 1 ? true : undefined,
    );
    await tab.outbox.enqueue(writeOf('op-3', { resources: [sound], replaces: id }));
    await tab.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
    const [provenance] = server.all('Provenance') as Provenance[];
    const chain = provenance?.entity?.filter(({ role }) => role === 'revision');
    assert.deepEqual(
      chain?.map(({ what }) => what.identifier?.value),
      ['op-1', 'op-2'],
    );
  });

  it('answers a repeat of the correction as it did, and has no second effect', async () => {
    const { tab, id } = await refused();
    const correction = writeOf('op-2', { resources: [sound], replaces: id });
    const answers = await Promise.allSettled([
      tab.outbox.enqueue(correction),
      tab.outbox.enqueue(correction),
    ]);
    assert.isTrue(answers.some(({ status }) => status === 'fulfilled'));
    await tab.reaches(id, 'accepted');
    assert.strictEqual((await tab.outbox.enqueue(correction)).state, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
  });

  it('lets two tabs that correct it at once have one effect', async () => {
    const { tab, id } = await refused();
    const other = await openTab();
    const codes = await Promise.all([
      codeOf(tab.outbox.enqueue(writeOf('op-2', { resources: [sound], replaces: id }))),
      codeOf(other.outbox.enqueue(writeOf('op-3', { resources: [sound], replaces: id }))),
    ]);
    assert.includeMembers(codes, ['no error']);
    await tab.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
  });

  it('goes on holding what waits for it, and what waits refers to the corrected one', async () => {
    const { tab, id } = await refused([{ ...tooHigh, id: NAME }]);
    const [{ reference } = { reference: '' }] = (await tab.outbox.list())[0]?.resources ?? [];
    const later = await tab.outbox.enqueue(
      writeOf('op-later', { resources: [pulse({ derivedFrom: [{ reference }] })] }),
    );
    assert.deepEqual(later.waitsFor, [id]);
    const { resources } = await tab.outbox.repair(id);
    const corrected = { ...sound, id: resources[0]?.id ?? '' };
    await tab.outbox.enqueue(writeOf('op-2', { resources: [corrected], replaces: id }));
    await tab.reaches(later.id, 'accepted');
    const [first, second] = server.all('Observation') as Observation[];
    assert.deepEqual(second?.derivedFrom, [{ reference: `Observation/${first?.id}` }]);
  });

  it('refuses a correction that leaves out what a later write builds on, changes nothing, and takes one that keeps it', async () => {
    const { tab, id } = await refused([{ ...tooHigh, id: NAME }]);
    const [{ reference } = { reference: '' }] = (await tab.outbox.list())[0]?.resources ?? [];
    const derived = pulse({ derivedFrom: [{ reference }] });
    const later = await tab.outbox.enqueue(writeOf('op-later', { resources: [derived] }));
    const before = await tab.outbox.list();
    const without = writeOf('op-2', { resources: [sound], replaces: id });
    assert.strictEqual(await codeOf(tab.outbox.enqueue(without)), 'incomplete');
    assert.deepEqual(await tab.outbox.list(), before);
    assert.deepEqual(server.journal, []);
    const { resources } = await tab.outbox.repair(id);
    const kept = { ...sound, id: resources[0]?.id ?? '' };
    await tab.outbox.enqueue(writeOf('op-3', { resources: [kept], replaces: id }));
    await tab.reaches(later.id, 'accepted');
    assert.lengthOf(server.all('Observation'), 2);
  });

  it('takes one that leaves it out once what built on it was given up', async () => {
    const { tab, id } = await refused([{ ...tooHigh, id: NAME }]);
    const [{ reference } = { reference: '' }] = (await tab.outbox.list())[0]?.resources ?? [];
    const derived = pulse({ derivedFrom: [{ reference }] });
    const later = await tab.outbox.enqueue(writeOf('op-later', { resources: [derived] }));
    await tab.outbox.discard(later.id, 'wrong bed');
    await tab.outbox.enqueue(writeOf('op-2', { resources: [sound], replaces: id }));
    await tab.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
  });

  it('gives and takes only what the server did not take of it', async () => {
    server.takesApart = true;
    server.poison = (resource) => ((resource as Observation).valueQuantity?.value === 700 ? 422 : undefined);
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [pulse({ note: [] }), tooHigh] }));
    await tab.reaches(id, 'rejected');
    const { resources, issues } = await tab.outbox.repair(id);
    assert.deepEqual(
      resources.map((one) => (one as Observation).valueQuantity?.value),
      [700],
    );
    assert.deepInclude(issues[0], { resource: 0, path: 'valueQuantity' });
    await tab.outbox.enqueue(writeOf('op-2', { resources: [sound], replaces: id }));
    await tab.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 2);
  });

  it('refuses another plugin, another patient and what nobody refused, in the same words, and changes nothing', async () => {
    const { tab, id } = await refused();
    const before = await tab.outbox.list();
    const attempts = [
      writeOf('op-2', { replaces: id, plugin: { id: 'dk.example.other', version: '1.0.0' } }),
      writeOf('op-3', {
        replaces: id,
        patient: 'somebody-else',
        resources: [pulse({ subject: { reference: 'Patient/somebody-else' } })],
      }),
      writeOf('op-4', { replaces: 'never-was' }),
    ];
    for (const attempt of attempts) {
      assert.strictEqual(await codeOf(tab.outbox.enqueue(attempt)), 'not-found', attempt.operationId);
    }
    assert.deepEqual(await tab.outbox.list(), before);
    assert.deepEqual(server.journal, []);
  });

  it('takes no correction of what is on its way, and none of what arrived or was given up', async () => {
    server.isDown = true;
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    assert.strictEqual(await codeOf(tab.outbox.repair(id)), 'not-found');
    assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-2', { replaces: id }))), 'conflict');
    await tab.outbox.discard(id, 'wrong bed');
    assert.strictEqual(await codeOf(tab.outbox.repair(id)), 'not-found');
    assert.strictEqual(await codeOf(tab.outbox.enqueue(writeOf('op-3', { replaces: id }))), 'not-found');
  });

  it('survives a new session: what was refused yesterday is corrected today', async () => {
    const { tab, id } = await refused();
    tabs.splice(tabs.indexOf(tab), 1);
    await tab.outbox.close();
    const today = await openTab();
    const { issues } = await today.outbox.repair(id);
    assert.strictEqual(issues[0]?.path, 'valueQuantity.value');
    await today.outbox.enqueue(writeOf('op-2', { resources: [sound], replaces: id }));
    await today.reaches(id, 'accepted');
    assert.lengthOf(server.all('Observation'), 1);
  });
});
