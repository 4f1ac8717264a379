import { assert } from '@open-wc/testing';
import type { SamspilError } from '../errors.ts';
import { createFhirClient } from '../fhir/client.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import { shredOtherRecords } from '../offline/index.ts';
import { partitionName } from '../offline/partition.ts';
import type { RecordStore } from '../offline/index.ts';
import { HeldWard } from '../../test/offline/held-ward.ts';
import { encounter, observation, openHeld, patient, rawText } from '../../test/offline/held.ts';
import { newPartition } from '../../test/offline/tab.ts';
import { scriptedRuntime } from '../../test/scripted-runtime.ts';
import { OfflineRecords } from './offline-records.ts';

const FHIR = 'https://ehr.example/fhir';
const WANTED = [{ resourceType: 'Observation' }, { resourceType: 'Encounter' }];
const PATIENTS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

describe('what a workplace holds, from sign-in to logout', () => {
  let ward: HeldWard;
  let partition: ReturnType<typeof newPartition>;
  let open: { records: RecordStore; offline: OfflineRecords }[];

  beforeEach(() => {
    ward = new HeldWard();
    partition = newPartition(FHIR);
    open = [];
    for (const id of PATIENTS) {
      const subject = { reference: `Patient/${id}` };
      ward.put(patient(id), observation(`${id}-o`, { subject }));
      ward.put({ ...encounter(`${id}-stay`, '2026-01-09T10:00:00Z'), subject });
    }
  });
  afterEach(async () => {
    for (const { records } of open) await records.close();
    const { records } = await tab();
    await records.shred();
    await records.close();
  });

  /** One more page over the same storage, signed in as the same user. */
  async function tab(scopes = 'user/*.rs') {
    const runtime = scriptedRuntime((request) => ward.handle(request));
    const { records } = await openHeld(partition, { runtime });
    const fhir = createFhirClient({ fhirBaseUrl: FHIR, accessToken: async () => 'token', runtime });
    const opened = {
      records,
      offline: new OfflineRecords({ records, fhir, scopes: ScopeSet.parse(scopes), runtime }),
    };
    open.push(opened);
    return opened;
  }

  it('lists who is held, with the stays that last, to whoever may read patients', async () => {
    const { offline } = await tab();
    await offline.prepare({ patients: ['p1', 'p2'], resources: WANTED });
    const people = await offline.people();
    assert.sameMembers(
      people.map((person) => person.patient.id),
      ['p1', 'p2'],
    );
    assert.deepEqual(
      people.find((person) => person.patient.id === 'p1')?.stays.map(({ id }) => id),
      ['p1-stay'],
    );
    assert.equal(await codeOf((await tab('user/Observation.rs')).offline.people()), 'denied');
  });

  it('a preparation that a closed page cut short leaves complete patients complete, and goes on in the next', async () => {
    const first = await tab();
    let isCut = false;
    let answered = 0;
    const handle = ward.handle.bind(ward);
    // A seventh patient is asked for once one of the first six is kept. Then the page is gone: nothing it asks is answered any more, and nothing it was told is kept.
    ward.handle = async (request) => {
      if (!isCut && ++answered <= 18) return handle(request);
      isCut = true;
      await first.records.close();
      return new Promise<Response>(() => undefined);
    };
    void first.offline.prepare({ patients: PATIENTS, resources: WANTED }).catch(() => undefined);
    while (!isCut) await new Promise((resume) => setTimeout(resume));

    ward.handle = handle;
    const second = await tab();
    const complete = (await second.offline.held()).filter(({ coverage }) => coverage.length === 3);
    assert.isAbove(complete.length, 0);
    assert.isBelow(complete.length, PATIENTS.length);
    for (const { patient: id } of complete)
      assert.equal((await second.records.search(id, 'Observation', [])).resources.length, 1);
    ward.asked.length = 0;
    const { failures } = await second.offline.prepare({ patients: PATIENTS, resources: WANTED });
    assert.deepEqual(failures, []);
    assert.equal((await second.offline.held()).length, PATIENTS.length);
    const asDelta = ward.asked.filter(({ parameters }) => parameters.has('_lastUpdated'));
    assert.isAtLeast(asDelta.length, complete.length, 'what was complete is only brought up to date');
  });

  it('its end stops what runs, and shreds what is held: no key, no row', async () => {
    const { offline } = await tab();
    await offline.prepare({ patients: ['p1'], resources: WANTED });
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    ward.handle = (request) =>
      new Promise((_, reject) => {
        asked();
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      });
    const running = codeOf(offline.prepare({ patients: PATIENTS, resources: WANTED }));
    await isAsked;
    await offline.end({ shred: true });
    assert.equal(await running, 'aborted');
    const name = await recordsOf(partition);
    assert.equal(await rawText(name), '');
  });

  it('what another user left behind is destroyed, and what is held of this one stays', async () => {
    const { offline } = await tab();
    await offline.prepare({ patients: ['p1'], resources: WANTED });
    const own = await recordsOf(partition);
    const other = newPartition(FHIR);
    const left = await openHeld(other);
    await left.records.put('p9', { held: [{ resource: patient('p9'), fetchedAt: 0 }] });
    const name = await recordsOf(other);
    assert.notEqual(await rawText(name), '');
    await shredOtherRecords(partition);
    assert.equal(await rawText(name), '');
    assert.notEqual(await rawText(own), '');
    assert.equal((await offline.held()).length, 1);
    await left.records.close();
  });
});

/** The name of a partition's database, as everybody sees it who opens the developer tools. */
async function recordsOf(partition: { fhirBaseUrl: string; user: string }): Promise<string> {
  return (await partitionName(partition, crypto.subtle)).replace('outbox', 'records');
}
