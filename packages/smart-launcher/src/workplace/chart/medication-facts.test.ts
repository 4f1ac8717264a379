import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Medication, MedicationRequest, MedicationStatement } from 'fhir/r4';
import { medicationList } from './medication-facts.ts';

function request(changes: Partial<MedicationRequest> = {}): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { text: 'Paracetamol 500 mg' },
    dosageInstruction: [{ text: '1 g 4 gange daglig' }],
    ...changes,
  };
}

const statement: MedicationStatement = {
  resourceType: 'MedicationStatement',
  id: 's1',
  status: 'active',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: { coding: [{ code: 'N02BE01', display: 'paracetamol' }] },
};

test('regular, as needed and stopped are three lists, each by name', () => {
  const { regular, asNeeded, stopped } = medicationList(
    [
      request({ id: 'z', medicationCodeableConcept: { text: 'Zolpidem' } }),
      request({ id: 'a', medicationCodeableConcept: { text: 'Amlodipin' }, status: 'on-hold' }),
      request({ id: 'p', dosageInstruction: [{ text: 'ved smerter', asNeededBoolean: true }] }),
      request({ id: 'c', status: 'completed' }),
    ],
    'da',
  );
  assert.deepEqual(
    [regular, asNeeded, stopped].map((list) => list.map(({ id }) => id)),
    [['MedicationRequest/a', 'MedicationRequest/z'], ['MedicationRequest/p'], ['MedicationRequest/c']],
  );
  assert.equal(regular[0]?.status, 'on-hold');
});

test('drafts, mistakes, plans and orders not to give are nobody’s medication', () => {
  const records = [
    request({ status: 'draft' }),
    request({ status: 'entered-in-error' }),
    request({ intent: 'plan' }),
    request({ doNotPerform: true }),
  ];
  assert.deepEqual(medicationList(records, 'da'), { regular: [], asNeeded: [], stopped: [] });
});

test('a statement that rests on a request of the list is not a second drug', () => {
  const resting = { ...statement, basedOn: [{ reference: 'MedicationRequest/m1' }] };
  assert.equal(medicationList([request(), resting], 'da').regular.length, 1);
  assert.equal(medicationList([request(), statement], 'da').regular.length, 2);
});

test('a drug is found in text, display, contained resource or reference, and is never guessed', () => {
  const digoxin: Medication = {
    resourceType: 'Medication',
    id: 'm',
    code: { coding: [{ display: 'Digoxin' }] },
  };
  const drugOf = (changes: Partial<MedicationRequest>) =>
    medicationList([request({ medicationCodeableConcept: undefined, ...changes })], 'da').regular[0]?.drug;
  assert.equal(
    drugOf({ medicationReference: { reference: 'Medication/1', display: 'Ramipril' } }),
    'Ramipril',
  );
  assert.equal(
    drugOf({
      medicationReference: { reference: '#m' },
      contained: [digoxin],
    }),
    'Digoxin',
  );
  assert.equal(drugOf({ medicationReference: { reference: 'Medication/1' } }), undefined);
});

test('a dosage without words is the coded dose, and none when nothing is coded', () => {
  const dosageOf = (changes: Partial<MedicationRequest>) =>
    medicationList([request(changes)], 'da').regular[0]?.dosage;
  const coded = {
    doseAndRate: [{ doseQuantity: { value: 5, unit: 'mg' } }],
    timing: { code: { text: 'x 2' } },
  };
  assert.deepEqual(dosageOf({ dosageInstruction: [coded] }), ['5 mg, x 2']);
  assert.deepEqual(dosageOf({ dosageInstruction: [{}] }), []);
  assert.deepEqual(dosageOf({ dosageInstruction: undefined }), []);
});
