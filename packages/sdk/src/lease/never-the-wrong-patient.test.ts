import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { test } from 'node:test';
import type { FhirResource, Observation } from 'fhir/r4';
import fc from 'fast-check';
import { openWard, recordingOutbox } from '../../test/ward.ts';
import { patientsOf } from '../fhir/compartment.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import { clinicalContext } from './context.ts';
import { Lease } from './lease.ts';
import { LocalRecord } from './local-record.ts';
import type { ClinicalContext, SearchParameters } from '../workplace/types.ts';

const PATIENTS = ['a', 'b', 'c'] as const;

const observation = (patient: string, id?: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: {},
  subject: { reference: `Patient/${patient}` },
  ...(id !== undefined && { id, meta: { versionId: '1' } }),
});

const records: FhirResource[] = PATIENTS.flatMap((patient) => [
  { resourceType: 'Patient', id: patient },
  observation(patient, `one-${patient}`),
  observation(patient, `two-${patient}`),
]);

const patient = fc.constantFrom(...PATIENTS);
const step = fc.oneof(
  fc.record({ do: fc.constant('change' as const), patient }),
  fc.record({ do: fc.constant('read' as const), patient }),
  fc.record({ do: fc.constant('search' as const), patient: fc.option(patient, { nil: undefined }) }),
  fc.record({ do: fc.constant('create' as const), patient }),
  fc.record({ do: fc.constant('update' as const), patient, target: patient }),
  fc.record({ do: fc.constant('answer' as const), count: fc.nat(5) }),
  fc.record({ do: fc.constant('durable' as const), count: fc.nat(3) }),
);

/** Plays steps in any order, with answers held back until a step lets them go, and tells what came through. */
async function play(steps: (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
  const ward = openWard(records);
  const outbox = recordingOutbox();
  const held: { answers: (() => void)[]; writes: (() => void)[] } = { answers: [], writes: [] };
  ward.hold = () => new Promise<void>((resolve) => held.answers.push(resolve));
  outbox.hold = () => new Promise<void>((resolve) => held.writes.push(resolve));
  const shown: { lease: string; resource: FhirResource }[] = [];
  const shownAfterEnd: FhirResource[] = [];
  const calls: Promise<unknown>[] = [];
  const leases = new Map<string, string>();
  let lease: Lease | undefined;
  let context: ClinicalContext | undefined;

  const open = (next: string) => {
    lease?.end();
    const opened = new Lease(`lease-${leases.size}`, {
      patient: { reference: `Patient/${next}` },
      user: { reference: 'Practitioner/nurse' },
    });
    lease = opened;
    setMaxListeners(0, opened.ended);
    leases.set(opened.id, next);
    const record = new LocalRecord({
      lease: opened,
      scopes: ScopeSet.parse('patient/*.cruds'),
      plugin: { id: 'vitals', version: '1' },
      author: opened.subject.user,
      fhir: ward.fhir,
      outbox,
      runtime: ward.runtime,
    });
    context = clinicalContext(opened, record, { needPatientBanner: true, runtime: ward.runtime });
  };
  const show = (through: ClinicalContext, resource: FhirResource) => {
    shown.push({ lease: through.id, resource });
    if (through.ended.aborted) shownAfterEnd.push(resource);
  };
  const run = (work: Promise<unknown>) => void calls.push(work.catch(() => undefined));

  open('a');
  for (const taken of steps) {
    const through = context as unknown as ClinicalContext;
    if (taken.do === 'change') open(taken.patient);
    else if (taken.do === 'read')
      run(through.fhir.read(`Observation/one-${taken.patient}`).then((resource) => show(through, resource)));
    else if (taken.do === 'search')
      run(
        (async () => {
          const parameters: SearchParameters = taken.patient ? { subject: `Patient/${taken.patient}` } : {};
          for await (const resource of through.fhir.search('Observation', parameters))
            show(through, resource);
        })(),
      );
    else if (taken.do === 'create') run(through.fhir.save(observation(taken.patient)));
    else if (taken.do === 'update') run(through.fhir.save(observation(taken.patient, `one-${taken.target}`)));
    else if (taken.do === 'answer') for (const go of held.answers.splice(0, taken.count)) go();
    else for (const go of held.writes.splice(0, taken.count)) go();
    await new Promise((resolve) => setImmediate(resolve));
  }
  // Everything that is still on its way arrives, until nothing more is asked.
  while (held.answers.length + held.writes.length > 0) {
    for (const go of [...held.answers.splice(0), ...held.writes.splice(0)]) go();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(calls);
  return { shown, shownAfterEnd, writes: outbox.writes, leases };
}

test('in any order of calls, answers and changes of patient, nothing crosses from one patient to another', async () => {
  let shownInAll = 0;
  let writtenInAll = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const { shown, shownAfterEnd, writes, leases } = await play(steps);
      for (const { lease, resource } of shown) assert.deepEqual(patientsOf(resource), [leases.get(lease)]);
      assert.deepEqual(shownAfterEnd, []);
      for (const write of writes) {
        const own = leases.get(write.lease);
        assert.equal(write.patient, own);
        for (const resource of write.resources) {
          assert.deepEqual(patientsOf(resource), [own]);
          // What stands under the id of a change is this patient's too.
          if (resource.id) assert.equal(resource.id, `one-${own}`);
        }
      }
      shownInAll += shown.length;
      writtenInAll += writes.length;
    }),
    { numRuns: 300 },
  );
  // The property is not true for want of anything happening.
  assert.ok(shownInAll > 100 && writtenInAll > 50, `${shownInAll} shown, ${writtenInAll} written`);
});
