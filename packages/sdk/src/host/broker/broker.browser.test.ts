import { assert } from '@open-wc/testing';
import type { FhirResource } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
// Served as modules by the test server, which is why they are not imported as JSON.
import CASES from '../../../test/fixtures/broker/requests.json';
import RECORDS from '../../../test/fixtures/lease/records.json';
import { gate, openWard, recordingOutbox } from '../../../test/ward.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import type { RestRequest } from '../../workplace/types.ts';
import { createHost } from '../host.ts';
import { staticRegistry } from '../registry/static-registry.ts';
import type { PluginManifest, WorkplaceHost } from '../types.ts';

const PAGES = new URL('../../../test/browser/', import.meta.url);
const opened: WorkplaceHost[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.close();
});

/** One page under several names: a plugin is its manifest. */
function manifest(id: string, scopes: string): PluginManifest {
  const url = new URL('plugin.html', PAGES);
  url.hostname = '127.0.0.1';
  return {
    id,
    version: '1.0.0',
    api: '^1.0',
    title: { en: id },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: url.href, origin: url.origin },
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    scopes,
  };
}

/** Real frames on another site, each connected by the real SDK, to a workplace with patient a. */
async function connected(scopes: readonly string[]) {
  const ward = openWard(RECORDS as unknown as FhirResource[]);
  const manifests = scopes.map((scope, index) => manifest(`plugin-${index}`, scope));
  const host = createHost({
    fhir: ward.fhir,
    outbox: recordingOutbox(),
    registry: staticRegistry(manifests),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime: ward.runtime,
  });
  opened.push(host);
  await host.setContext({ patient: 'a' });
  const pages = manifests.map(({ id }) => {
    const plugin = host.mount(document.body, id, { slot: 'patient.workspace', view: 'main' });
    return new FramePage(plugin.element as HTMLIFrameElement);
  });
  await Promise.all(pages.map((page) => page.tell('connect')));
  return { ward, host, pages };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );

describe('the record as several plugins in frames see it', () => {
  it('costs one request for what all of them ask, and one for the patient', async () => {
    const { ward, pages } = await connected(
      Array.from({ length: 4 }, () => 'patient/Patient.r patient/Observation.rs'),
    );
    const held = gate();
    ward.hold = () => held.passed;
    const answers = pages.flatMap((page) => [
      page.tell('search', 'Observation'),
      page.tell('search', 'Observation'),
    ]);
    held.open();
    for (const ids of await Promise.all(answers)) assert.deepEqual(ids, ['pulse-a', 'lab-a']);
    for (const page of pages)
      assert.deepInclude(await page.tell('patient'), { resourceType: 'Patient', id: 'a' });
    assert.deepEqual(ward.asked, ['Patient/a', 'Observation?patient=a']);
  });

  it('is not told to a plugin that may not know who the patient is', async () => {
    const { ward, pages } = await connected(['patient/Observation.rs', 'patient/Patient.r']);
    const [without, withPatient] = pages as [FramePage, FramePage];
    assert.deepInclude(await withPatient.tell('patient'), { id: 'a' });
    assert.equal(await codeOf(without.tell('patient')), 'denied');
    assert.deepEqual(ward.asked, ['Patient/a']);
  });

  it('is another one after the patient changed, also for who the patient is', async () => {
    const { host, pages } = await connected(['patient/Patient.r']);
    const [page] = pages as [FramePage];
    assert.deepInclude(await page.tell('patient'), { id: 'a' });
    await host.setContext({ patient: 'b' });
    await page.tell('patients', 2);
    assert.deepInclude(await page.tell('patient'), { id: 'b' });
    assert.equal(await codeOf(page.tell('patient', 0)), 'stale-context');
  });

  it('threat 2: refuses from a real frame all that the list refuses, before the network', async () => {
    const { ward, pages } = await connected(['patient/*.rs']);
    const [page] = pages as [FramePage];
    await page.tell('patient');
    const asked = ward.asked.length;
    const refused = (CASES as unknown as { request: RestRequest; scopes?: string; outcome: string }[]).filter(
      ({ outcome, scopes }) => outcome !== 'allowed' && scopes === undefined,
    );
    assert.isAbove(refused.length, 150);
    for (const { request, outcome } of refused) {
      // So many in one second would be a flood.
      ward.runtime.clock.advance(10);
      const code = await codeOf(page.tell('request', request));
      // What does not even fit the contract is refused at the port.
      assert.include([outcome, 'protocol'], code, JSON.stringify(request));
    }
    assert.equal(ward.asked.length, asked);
  });
});
