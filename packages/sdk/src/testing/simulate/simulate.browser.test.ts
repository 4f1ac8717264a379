import { assert } from '@open-wc/testing';
import type { Observation, Patient } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import { simulate } from './simulate.ts';
import type { Fault } from './fault.ts';
import type { SimulateOptions, Simulation } from './simulate.ts';

// The plugin's page of these tests: it uses the SDK, and does what it is told.
const PAGE = new URL('../../../test/browser/plugin.html', import.meta.url);
PAGE.hostname = '127.0.0.1';
const MANIFEST = {
  id: 'vitals',
  version: '1.0.0',
  api: '^1.0',
  title: { en: 'Vital signs' },
  publisher: { name: 'Partner', contact: 'support@partner.example' },
  entry: { mode: 'frame', url: PAGE.href, origin: PAGE.origin },
  contributes: [{ slot: 'patient.workspace', view: 'main' }],
  scopes: 'patient/Patient.r patient/Observation.crs',
};
const person = (id: string): Patient & { id: string } => ({
  resourceType: 'Patient',
  id,
  name: [{ family: id }],
});
const pulse = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: '2026-01-15T08:00:00+01:00',
});

const open: Simulation[] = [];
afterEach(async () => {
  for (const simulation of open.splice(0)) await simulation.close();
});

async function connected({ manifest = MANIFEST, ...options }: SimulateOptions & { manifest?: object } = {}) {
  const simulation = await simulate(manifest, {
    patient: person('ada'),
    records: [person('bo'), { ...pulse('ada'), id: 'p1' }, { ...pulse('bo'), id: 'p2' }],
    ...options,
  });
  open.push(simulation);
  const page = new FramePage(simulation.plugin.element as HTMLIFrameElement);
  await page.tell('connect');
  await simulation.until('ready');
  return { simulation, page };
}

const written = ({ record }: Simulation) =>
  [...record.values()].filter(
    ({ resourceType, id }) => resourceType === 'Observation' && id !== 'p1' && id !== 'p2',
  );

describe('simulate', () => {
  it('shows the plugin its patient, and what the server holds of her', async () => {
    const { page, simulation } = await connected();
    assert.deepEqual(await page.tell('search', 'Observation'), ['p1']);
    assert.isTrue(simulation.journal.some(({ path }) => path.startsWith('Observation/_search')));
  });

  it('stores a save and brings it to the server once, with its Provenance', async () => {
    const { page, simulation } = await connected();
    await page.tell('save', pulse('ada'));
    await simulation.settled();
    assert.equal(written(simulation).length, 1);
    assert.isTrue([...simulation.record.keys()].some((name) => name.startsWith('Provenance/')));
  });

  it('keeps what is saved offline until the line is back', async () => {
    const { page, simulation } = await connected();
    simulation.goOffline();
    const receipt = (await page.tell('save', pulse('ada'))) as ReceiptSnapshot;
    assert.equal(receipt.state, 'stored');
    assert.equal(written(simulation).length, 0);
    simulation.goOnline();
    await simulation.settled();
    assert.equal(written(simulation).length, 1);
  });

  for (const after of ['before-effect', 'after-effect'] as const) {
    it(`a request lost ${after} has one effect all the same`, async () => {
      const { page, simulation } = await connected({
        faults: [{ at: 'fhir.save', kind: 'drop', times: 1, after }],
      });
      await page.tell('save', pulse('ada'));
      await simulation.settled();
      assert.equal(written(simulation).length, 1);
    });
  }

  it('ends the plugin’s context when the clinician goes on', async () => {
    const { page, simulation } = await connected();
    await simulation.setContext('bo');
    assert.deepEqual(await page.tell('patients', 2), ['Patient/ada', 'Patient/bo']);
    const code = await page.tell('read', 'Observation/p1', 0).catch(({ message }: Error) => message);
    assert.equal(code, 'stale-context');
  });

  it('a server that refuses is told with its code', async () => {
    const { page } = await connected({ faults: [{ at: 'fhir.read', kind: 'reject', code: 'gone' }] });
    const code = await page.tell('read', 'Observation/p1').catch(({ message }: Error) => message);
    assert.equal(code, 'gone');
  });

  for (const [words, fault] of [
    ['is late', { at: 'prepare', kind: 'delay', ms: 1_000 }],
    ['is lost', { at: 'prepare', kind: 'drop', after: 'after-effect' }],
    ['was never asked for', { at: 'prepare', kind: 'drop', after: 'before-effect' }],
  ] as const satisfies [string, Fault][]) {
    it(`a plugin whose answer to prepare ${words} is parked without it, and the patient changes`, async () => {
      const { simulation } = await connected({ faults: [fault], host: { prepareMs: 100 } });
      const { status, plugins } = await simulation.setContext('bo');
      assert.equal(status, 'changed');
      assert.deepEqual(
        plugins.map(({ answer }) => answer),
        ['parked-without-answer'],
      );
    });
  }

  it('an answer to prepare that comes late but in time is heard', async () => {
    const { simulation } = await connected({
      faults: [{ at: 'prepare', kind: 'delay', ms: 50 }],
      host: { prepareMs: 10_000 },
    });
    const { plugins } = await simulation.setContext('bo');
    assert.deepEqual(
      plugins.map(({ answer }) => answer),
      ['ready'],
    );
  });

  it('a plugin that holds keeps the patient, until it holds no more', async () => {
    const hold = { da: 'Ikke gemt', en: 'Not saved' };
    const { simulation } = await connected({
      faults: [{ at: 'prepare', kind: 'answer', answer: { hold }, times: 1 }],
    });
    assert.equal((await simulation.setContext('bo')).status, 'cancelled');
    assert.equal(simulation.host.context.value?.patient.reference, 'Patient/ada');
    assert.equal((await simulation.setContext('bo')).status, 'changed');
  });

  it('what a plugin parks is kept for its patient', async () => {
    const park = { key: 'form', title: { en: 'Form' }, data: { pulse: 72 } };
    const { simulation } = await connected({
      manifest: { ...MANIFEST, capabilities: ['drafts'] },
      faults: [{ at: 'prepare', kind: 'answer', answer: { park } }],
    });
    const { plugins } = await simulation.setContext('bo');
    assert.deepEqual(
      plugins.map(({ answer }) => answer),
      ['parked'],
    );
    assert.lengthOf(await simulation.host.drafts({ patient: 'ada' }), 1);
  });

  it('a plugin that is not heard twice is not responding, and ready again when it is heard', async () => {
    const { simulation } = await connected({
      faults: [{ at: 'heartbeat', kind: 'drop', after: 'after-effect', times: 2 }],
      host: { heartbeatMs: 400 },
    });
    await simulation.until('not-responding');
    await simulation.until('ready');
  });

  it('a plugin that is never heard again fails with timeout', async () => {
    const { simulation } = await connected({
      faults: [{ at: 'heartbeat', kind: 'drop', after: 'after-effect' }],
      host: { heartbeatMs: 100 },
    });
    await simulation.until('failed');
    assert.equal(simulation.plugin.error, 'timeout');
  });

  it('a workplace that falls silent is not reachable for the plugin, and is again when it asks', async () => {
    const { page } = await connected({
      faults: [{ at: 'heartbeat', kind: 'drop', after: 'before-effect', times: 6 }],
      host: { heartbeatMs: 200 },
    });
    assert.deepEqual(await page.tell('news', 2), ['reachable false', 'reachable true']);
  });

  it('a manifest that does not fit is refused with what is wrong', async () => {
    const failure = await simulate({ ...MANIFEST, version: 'one' }).catch((error: unknown) => error);
    assert.propertyVal(failure, 'code', 'invalid-manifest');
  });
});
