import { assert } from '@open-wc/testing';
import type { Observation, Patient } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import { simulate } from './simulate.ts';
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

async function connected(options: SimulateOptions = {}) {
  const simulation = await simulate(MANIFEST, {
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

  it('a manifest that does not fit is refused with what is wrong', async () => {
    const failure = await simulate({ ...MANIFEST, version: 'one' }).catch((error: unknown) => error);
    assert.propertyVal(failure, 'code', 'invalid-manifest');
  });
});
