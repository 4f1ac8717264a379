import { assert } from '@open-wc/testing';
import type { SamspilError } from '../errors.ts';
import { createFhirClient } from '../fhir/client.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import { directReads, Lease, LocalRecord } from '../lease/index.ts';
import type { Outbox, RecordStore } from '../offline/index.ts';
import type { RecordCall } from '../lease/index.ts';
import type { SearchParameters } from '../workplace/types.ts';
import { HeldWard } from '../../test/offline/held-ward.ts';
import { observation, openHeld, patient } from '../../test/offline/held.ts';
import { newPartition } from '../../test/offline/tab.ts';
import { scriptedRuntime, webPage } from '../../test/scripted-runtime.ts';
import type { ScriptedRuntime } from '../../test/scripted-runtime.ts';
import { HeldReads } from './held-reads.ts';
import { OfflineRecords } from './offline-records.ts';
import type { DownloadProgress } from './types.ts';

const FHIR = 'https://ehr.example/fhir';
const ALL = 'patient/*.rs';

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
}

function of(patientId: string, id: string, minute: number, status: 'final' | 'amended' = 'final') {
  const lastUpdated = new Date(Date.UTC(2026, 0, 10, 8, minute)).toISOString();
  const subject = { reference: `Patient/${patientId}` };
  return observation(id, { subject, status, meta: { versionId: String(minute), lastUpdated } });
}

describe('a ward prepared for reading offline', () => {
  let ward: HeldWard;
  let runtime: ScriptedRuntime;
  let records: RecordStore;
  let offline: OfflineRecords;
  const observations = [{ resourceType: 'Observation' }];

  const fhir = () => createFhirClient({ fhirBaseUrl: FHIR, accessToken: async () => 'token', runtime });

  beforeEach(async () => {
    ward = new HeldWard();
    runtime = scriptedRuntime((request) => ward.handle(request));
    ({ records } = await openHeld(newPartition(FHIR), { runtime }));
    offline = new OfflineRecords({ records, fhir: fhir(), scopes: ScopeSet.parse('user/*.rs'), runtime });
    for (const id of ['p1', 'p2']) {
      ward.put(patient(id));
      for (let index = 0; index < 5; index++) ward.put(of(id, `${id}-o${index}`, index));
    }
  });

  afterEach(async () => {
    await records.shred();
    await records.close();
  });

  /** The record as a plugin with these scopes sees it. */
  function recordOf(id: string, scopes = ALL): LocalRecord {
    const client = fhir();
    const source = directReads(client, runtime);
    return new LocalRecord({
      lease: new Lease('lease', {
        patient: { reference: `Patient/${id}` },
        user: { reference: 'Practitioner/n' },
      }),
      scopes: ScopeSet.parse(scopes),
      plugin: { id: 'plugin', version: '1' },
      author: { reference: 'Practitioner/n' },
      fhir: client,
      reads: follow(new HeldReads({ source, records, patient: id, fhirBaseUrl: FHIR, isOnline: () => true })),
      outbox: {} as Outbox,
      runtime,
    });
  }

  const followed = new Set<HeldReads>();
  function follow(reads: HeldReads): HeldReads {
    followed.add(reads);
    return reads;
  }

  /** Until all that was read is held. */
  const kept = () => Promise.all([...followed].map((reads) => reads.kept()));

  const search = (id: string, parameters: SearchParameters = {}, scopes = ALL, call: RecordCall = {}) =>
    recordOf(id, scopes).searchPage({ resourceType: 'Observation', parameters }, call);

  function cutTheLine(): void {
    ward.instead = () => {
      throw new TypeError('Failed to fetch');
    };
  }

  const idsOf = async (searching: ReturnType<typeof search>) =>
    (await searching).resources.map(({ id }) => id).sort();

  it('is read offline with its age, within the lease and the scopes', async () => {
    const { failures } = await offline.prepare({ patients: ['p1', 'p2'], resources: observations });
    assert.deepEqual(failures, []);
    const preparedAt = new Date(runtime.clock.nowMs).toISOString();
    runtime.clock.advance(3_600_000);
    cutTheLine();
    const page = await search('p1', { status: 'final', _sort: '-date' });
    assert.equal(page.fetchedAt, preparedAt);
    assert.equal(page.resources.length, 5);
    assert.equal((await recordOf('p1').patient()).id, 'p1');
    assert.equal(await codeOf(search('p1', {}, 'patient/Patient.rs')), 'denied');
    assert.equal(await codeOf(search('p1', { patient: 'p2' })), 'wrong-patient');
    const granular =
      'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory';
    assert.deepEqual(await idsOf(search('p1', {}, granular)), []);
  });

  it('gives a long list page by page, each of them from the device', async () => {
    await offline.prepare({ patients: ['p1'], resources: observations });
    cutTheLine();
    const record = recordOf('p1');
    const ids: (string | undefined)[] = [];
    let page = await record.searchPage({ resourceType: 'Observation', parameters: { _count: 2 } });
    for (;;) {
      ids.push(...page.resources.map(({ id }) => id));
      if (page.cursor === undefined) break;
      page = await record.searchPage({ resourceType: 'Observation', cursor: page.cursor });
    }
    assert.deepEqual(ids.sort(), ['p1-o0', 'p1-o1', 'p1-o2', 'p1-o3', 'p1-o4']);
  });

  it('says what is not held, and what only a server can answer, instead of an empty list', async () => {
    await offline.prepare({
      patients: ['p1'],
      resources: [{ resourceType: 'Observation', parameters: { status: 'final' } }],
    });
    cutTheLine();
    assert.equal(await codeOf(search('p1')), 'not-held', 'only final ones are held');
    assert.equal(await codeOf(search('p2')), 'not-held');
    assert.equal(
      await codeOf(search('p1', { status: 'final', 'value-quantity': 'gt5' })),
      'unsupported-offline',
    );
    assert.equal(
      await codeOf(recordOf('p1').request({ url: 'Patient/p1/$everything' })),
      'unsupported-offline',
    );
    assert.equal(await codeOf(search('p1', { status: 'final' }, ALL, { cache: 'no-cache' })), 'network');
  });

  it('takes a captive portal for no connection', async () => {
    await offline.prepare({ patients: ['p1'], resources: observations });
    ward.instead = () => webPage();
    assert.equal((await search('p1')).resources.length, 5);
  });

  it('tells its progress in steps whose number never changes, and never more than all', async () => {
    const told: DownloadProgress[] = [];
    await offline.prepare({
      patients: ['p1', 'p2'],
      resources: observations,
      onProgress: (news) => told.push(news),
    });
    assert.deepEqual([...new Set(told.map(({ total }) => total))], [4]);
    for (const [index, { done, resources }] of told.entries()) {
      assert.isAtMost(done, 4);
      assert.isAtLeast(done, told[index - 1]?.done ?? 0);
      assert.isAtLeast(resources, told[index - 1]?.resources ?? 0);
    }
    assert.deepEqual(told.at(-1), { done: 4, total: 4, resources: 12 });
  });

  it('downloads only what changed the next time, from before the newest change, and loses no late commit', async () => {
    const late = of('p1', 'p1-late', 4);
    ward.put(late);
    ward.late.add('Observation/p1-late');
    await offline.prepare({ patients: ['p1'], resources: observations });
    // Visible only now, with the same `lastUpdated` as the newest that was seen: `gt` would never find it.
    ward.late.clear();
    ward.asked.length = 0;
    await offline.prepare({ patients: ['p1'], resources: observations });
    const since = ward.asked.map(({ parameters }) => parameters.get('_lastUpdated')).filter(Boolean);
    assert.include(since, 'ge2026-01-10T07:54:00.000Z');
    cutTheLine();
    assert.include(await idsOf(search('p1')), 'p1-late');
  });

  it('notices by the count what was deleted, and what no longer matches', async () => {
    const resources = [{ resourceType: 'Observation', parameters: { status: 'final' } }];
    await offline.prepare({ patients: ['p1'], resources });
    ward.resources.delete('Observation/p1-o1');
    ward.put(of('p1', 'p1-o2', 30, 'amended'));
    await offline.prepare({ patients: ['p1'], resources });
    cutTheLine();
    assert.deepEqual(await idsOf(search('p1', { status: 'final' })), ['p1-o0', 'p1-o3', 'p1-o4']);
    assert.equal(await codeOf(recordOf('p1').read('Observation/p1-o1')), 'not-held');
  });

  it('does not believe an index that lags: what vanished is read before it is let go', async () => {
    await offline.prepare({ patients: ['p1'], resources: observations });
    ward.late.add('Observation/p1-o1');
    await offline.prepare({ patients: ['p1'], resources: observations });
    cutTheLine();
    assert.include(await idsOf(search('p1')), 'p1-o1');
  });

  it('can be stopped: what is complete is held, the rest is not, and the next time goes on', async () => {
    const stop = new AbortController();
    const preparing = offline.prepare({
      patients: ['p1'],
      resources: observations,
      signal: stop.signal,
      onProgress: ({ resources }) => resources >= 3 && stop.abort(),
    });
    assert.equal(await codeOf(preparing), 'aborted');
    cutTheLine();
    assert.equal(await codeOf(search('p1')), 'not-held');
    ward.instead = undefined;
    await offline.prepare({ patients: ['p1'], resources: observations });
    cutTheLine();
    assert.equal((await search('p1')).resources.length, 5);
  });

  it('ends with the line, and keeps what was complete before', async () => {
    await offline.prepare({ patients: ['p1'], resources: observations });
    cutTheLine();
    assert.equal(
      await codeOf(offline.prepare({ patients: ['p1', 'p2'], resources: observations })),
      'network',
    );
    assert.equal((await search('p1')).resources.length, 5);
  });

  it('holds nothing of a server that answers with another patient, and says so', async () => {
    const original = ward.handle.bind(ward);
    ward.handle = async (request) => {
      const answer = await original(request);
      const text = (await answer.text()).replace('"Patient/p2"', '"Patient/p3"');
      return new Response(text, { headers: { 'Content-Type': 'application/fhir+json' } });
    };
    const { failures } = await offline.prepare({ patients: ['p1', 'p2'], resources: observations });
    assert.deepEqual(failures, [{ patient: 'p2', resourceType: 'Observation', code: 'wrong-patient' }]);
    assert.equal((await records.known('p2')).versions.size, 1, 'the patient herself');
  });

  it('refuses before anything is asked what could never be read here', async () => {
    const prepare = (resourceType: string, parameters?: SearchParameters) =>
      codeOf(
        offline.prepare({
          patients: ['p1'],
          resources: [{ resourceType, ...(parameters && { parameters }) }],
        }),
      );
    assert.equal(await prepare('Observation', { 'value-quantity': 'gt5' }), 'unsupported-offline');
    assert.equal(await prepare('Observation', { _sort: 'date' }), 'invalid-request');
    assert.equal(await prepare('Practitioner'), 'invalid-request');
    assert.equal(await prepare('Provenance'), 'invalid-request');
    assert.equal(await prepare('Observation', { patient: 'p2' }), 'wrong-patient');
    assert.equal(runtime.requests.length, 0);
  });

  it('estimates from what the server counts', async () => {
    const estimate = await offline.estimate({ patients: ['p1', 'p2'], resources: observations });
    assert.equal(estimate.resources, 12);
    assert.isAbove(estimate.bytes, 12 * 500);
    assert.equal(estimate.storage.heldBytes, 0);
  });

  it('keeps what was read with a connection, and how old it is', async () => {
    const readAt = new Date(runtime.clock.nowMs).toISOString();
    await recordOf('p1').read('Observation/p1-o1');
    ward.put(of('p1', 'p1-amended', 9, 'amended'));
    await search('p1', { status: 'amended' });
    await kept();
    runtime.clock.advance(60_000);
    cutTheLine();
    assert.equal((await recordOf('p1').read('Observation/p1-o1')).fetchedAt, readAt);
    assert.deepEqual(await idsOf(search('p1', { status: 'amended' })), ['p1-amended'], 'it was complete');
    assert.equal(await codeOf(search('p1')), 'not-held');
  });

  it('lets go of what the server says is gone', async () => {
    await recordOf('p1').read('Observation/p1-o1');
    await kept();
    ward.resources.delete('Observation/p1-o1');
    assert.equal(await codeOf(recordOf('p1').read('Observation/p1-o1')), 'not-found');
    await kept();
    cutTheLine();
    assert.equal(await codeOf(recordOf('p1').read('Observation/p1-o1')), 'not-held');
  });
});
