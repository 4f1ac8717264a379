import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scoreNews2 } from '../scores/news2/news2.ts';
import { readNews2Total } from '../scores/news2/news2-observation.ts';
import { readVitalSigns } from './read-vital-signs.ts';
import { observationsFor, type VitalSignsInput } from './vital-signs-observations.ts';

const context = {
  patient: { reference: 'Patient/pt-0001' },
  performer: { reference: 'Practitioner/practitioner-sidsel-noergaard' },
  encounter: { reference: 'Encounter/enc-0001' },
  measuredAt: '2025-10-26T02:30:00+01:00',
  issued: '2025-10-26T02:31:05+01:00',
};
const measured = {
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  pulse: 112,
  consciousness: 'A',
  temperature: 38.3,
} as const satisfies VitalSignsInput;

test('writes one observation for each sign, with the patient, the performer and both times', () => {
  const observations = observationsFor(measured, context);
  assert.equal(observations.length, 7);
  for (const observation of observations) {
    assert.equal(observation.id, undefined);
    assert.deepEqual(observation.subject, context.patient);
    assert.deepEqual(observation.performer, [context.performer]);
    assert.deepEqual(observation.encounter, context.encounter);
    assert.equal(observation.effectiveDateTime, context.measuredAt);
    assert.equal(observation.issued, context.issued);
    assert.equal(observation.category?.[0]?.coding?.[0]?.code, 'vital-signs');
  }
});

test('writes blood pressure as one panel, also when only the systolic value is known', () => {
  const [panel, ...others] = observationsFor({ systolic: 101 }, context);
  assert.deepEqual(others, []);
  assert.equal(panel?.code.coding?.[0]?.code, '85354-9');
  assert.equal(panel?.valueQuantity, undefined);
  assert.equal(panel?.component?.length, 1);
  assert.deepEqual(panel?.component?.[0]?.valueQuantity, {
    value: 101,
    unit: 'mmHg',
    system: 'http://unitsofmeasure.org',
    code: 'mm[Hg]',
  });
  const [both] = observationsFor({ systolic: 120, diastolic: 80 }, context);
  assert.equal(both?.component?.length, 2);
});

test('writes the flow as a component of supplemental oxygen, and takes a flow to mean oxygen', () => {
  const [oxygen] = observationsFor({ oxygenFlow: 2 }, context);
  assert.equal(oxygen?.valueCodeableConcept?.coding?.[0]?.code, '371825009');
  assert.equal(oxygen?.component?.[0]?.code.coding?.[0]?.code, '3151-8');
  const [air] = observationsFor({ oxygen: 'air', oxygenFlow: 2 }, context);
  assert.equal(air?.component, undefined, 'air has no flow');
});

test('writes nothing for what was not measured', () => {
  assert.deepEqual(observationsFor({}, context), []);
  assert.equal(observationsFor({ pulse: 70 }, { ...context, encounter: undefined })[0]?.encounter, undefined);
});

test('writes the score only when it is complete, with the points it is made of', () => {
  const news2 = scoreNews2(measured);
  const total = observationsFor({ ...measured, news2 }, context).at(-1);
  assert.ok(total);
  assert.equal(total.valueQuantity?.value, 10);
  assert.deepEqual(
    total.component?.map(({ valueQuantity }) => valueQuantity?.value),
    [2, 2, 2, 1, 2, 0, 1],
  );
  assert.equal(readNews2Total(total), 10);
  assert.equal(readNews2Total({ ...total, status: 'entered-in-error' }), undefined);
  assert.deepEqual(readVitalSigns(total), [], 'a score is no measured value');
  const incomplete = scoreNews2({ pulse: 70 });
  assert.equal(observationsFor({ pulse: 70, news2: incomplete }, context).length, 1);
});

test('what is written is read back as it was, whatever it is', () => {
  const input = fc.record(
    {
      respiratoryRate: fc.integer({ min: 0, max: 120 }),
      oxygenSaturation: fc.integer({ min: 30, max: 100 }),
      oxygen: fc.constantFrom('air' as const, 'oxygen' as const),
      systolic: fc.integer({ min: 30, max: 300 }),
      diastolic: fc.integer({ min: 10, max: 200 }),
      pulse: fc.integer({ min: 10, max: 350 }),
      consciousness: fc.constantFrom('A', 'C', 'V', 'P', 'U'),
      temperature: fc.integer({ min: 200, max: 450 }).map((tenths) => tenths / 10),
      weight: fc.integer({ min: 2, max: 6500 }).map((tenths) => tenths / 10),
      height: fc.integer({ min: 20, max: 275 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(input, (values) => {
      const readings = observationsFor(values as VitalSignsInput, context).flatMap(readVitalSigns);
      assert.deepEqual(Object.fromEntries(readings.map(({ key, value }) => [key, value])), { ...values });
      assert.ok(readings.every(({ effective }) => effective === context.measuredAt));
    }),
  );
});
