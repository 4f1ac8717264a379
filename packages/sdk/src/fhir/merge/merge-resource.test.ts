import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  AllergyIntolerance,
  Encounter,
  FhirResource,
  Observation,
  QuestionnaireResponse,
} from 'fhir/r4';
import { mergeResource } from './merge-resource.ts';
import type { MergeConflict } from './types.ts';

const LOINC = 'http://loinc.org';
const code = (value: string) => ({ coding: [{ system: LOINC, code: value }] });
const pulse = (changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: '1' },
  status: 'preliminary',
  code: code('8867-4'),
  subject: { reference: 'Patient/else' },
  effectiveDateTime: '2026-01-15T08:30:00+01:00',
  valueQuantity: { value: 72, unit: '/min', code: '/min' },
  ...changes,
});
const conflictsOf = <T extends FhirResource>(
  base: T | undefined,
  mine: T,
  theirs: T,
): readonly MergeConflict[] => {
  const result = mergeResource(base, mine, theirs);
  return result.kind === 'conflict' ? result.conflicts : [];
};
const merged = <T extends FhirResource>(base: T, mine: T, theirs: T): T => {
  const result = mergeResource(base, mine, theirs);
  assert.deepEqual(result.kind === 'conflict' ? result.conflicts : [], []);
  return result.resource;
};

test('what each side touched alone is taken from it, and the version is theirs', () => {
  const theirs = pulse({ status: 'final', meta: { versionId: '2' } });
  const mine = pulse({ note: [{ text: 'efter gang' }] });
  const result = merged(pulse(), mine, theirs);
  assert.deepEqual(
    result,
    pulse({ status: 'final', note: [{ text: 'efter gang' }], meta: { versionId: '2' } }),
  );
});

test('value and unit never mix: a quantity that both changed is one conflict', () => {
  const mine = pulse({ valueQuantity: { value: 80, unit: '/min', code: '/min' } });
  const theirs = pulse({ valueQuantity: { value: 72, unit: 'slag/min', code: '/min' } });
  assert.deepEqual(conflictsOf(pulse(), mine, theirs), [
    {
      path: 'Observation.value',
      elements: ['valueQuantity'],
      base: pulse().valueQuantity,
      mine: mine.valueQuantity,
      theirs: theirs.valueQuantity,
    },
  ]);
});

test('a choice of types is one element, whatever type each side chose', () => {
  const { valueQuantity: _value, ...rest } = pulse();
  const mine: Observation = { ...rest, valueString: 'uregelmæssig' };
  const theirs = pulse({ valueQuantity: { value: 90 } });
  const [conflict, ...others] = conflictsOf(pulse(), mine, theirs);
  assert.equal(others.length, 0);
  assert.equal(conflict?.path, 'Observation.value');
  assert.deepEqual(conflict?.mine, { valueString: 'uregelmæssig' });
});

test('a value and the reason why there is none are one thing', () => {
  const { valueQuantity: _value, ...rest } = pulse();
  const mine: Observation = { ...rest, dataAbsentReason: { text: 'afviste' } };
  const theirs = pulse({ valueQuantity: { value: 99 } });
  const [conflict] = conflictsOf(pulse(), mine, theirs);
  assert.deepEqual(conflict?.elements, ['dataAbsentReason', 'valueQuantity']);
  assert.deepEqual(conflict?.theirs, { valueQuantity: { value: 99 } });
});

test('a status and its reason are one thing', () => {
  const base = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject: {} } as const;
  const mine = { ...base, status: 'on-hold', statusReason: { text: 'faste' } } as const;
  const theirs = { ...base, statusReason: { text: 'fejl' } } as const;
  const found = conflictsOf<FhirResource>(base, mine, theirs);
  assert.deepEqual(
    found.map(({ path }) => path),
    ['MedicationRequest.status'],
  );
});

test('a drug and how it is taken are one thing', () => {
  const base = {
    resourceType: 'MedicationStatement',
    status: 'active',
    subject: { reference: 'Patient/else' },
    medicationCodeableConcept: { text: 'Morfin' },
    dosage: [{ text: '5 mg ved behov' }],
  } as const;
  const mine = { ...base, dosage: [{ text: '10 mg ved behov' }] };
  const theirs = { ...base, medicationCodeableConcept: { text: 'Oxycodon' } };
  const paths = conflictsOf<FhirResource>(base as never, mine as never, theirs as never).map(
    ({ path }) => path,
  );
  assert.deepEqual(paths, ['MedicationStatement.medication']);
});

test('components meet by their code, whatever their place', () => {
  const part = (loinc: string, value: number) => ({ code: code(loinc), valueQuantity: { value } });
  const base = pulse({ component: [part('8480-6', 120), part('8462-4', 80)] });
  const mine = pulse({ component: [part('8480-6', 130), part('8462-4', 80)] });
  const theirs = pulse({ component: [part('8462-4', 85), part('8480-6', 120)] });
  assert.deepEqual(merged(base, mine, theirs).component, [part('8462-4', 85), part('8480-6', 130)]);
  const [conflict] = conflictsOf(base, mine, pulse({ component: [part('8480-6', 140), part('8462-4', 80)] }));
  assert.equal(
    conflict?.path,
    `Observation.component.where(code.coding.where(system='${LOINC}' and code='8480-6').exists())`,
  );
});

test('both sides add to a list: both are kept, in their order', () => {
  const base = pulse({ note: [{ text: 'a' }] });
  const mine = pulse({ note: [{ text: 'a' }, { text: 'min' }] });
  const theirs = pulse({ note: [{ text: 'deres' }, { text: 'a' }, { text: 'deres 2' }] });
  const texts = merged(base, mine, theirs).note?.map(({ text }) => text);
  assert.deepEqual(texts, ['deres', 'a', 'deres 2', 'min']);
});

test('a remark that both rewrote is asked about, because nothing else tells that it is the same', () => {
  const base = pulse({ note: [{ text: 'a' }, { text: 'b' }] });
  const mine = pulse({ note: [{ text: 'a, rettet' }, { text: 'b' }] });
  const theirs = pulse({ note: [{ text: 'a!' }, { text: 'b' }] });
  assert.deepEqual(
    conflictsOf(base, mine, theirs).map(({ path }) => path),
    ['Observation.note'],
  );
  const theirsOther = pulse({ note: [{ text: 'a' }, { text: 'b!' }] });
  assert.deepEqual(merged(base, mine, theirsOther).note, [{ text: 'b!' }, { text: 'a, rettet' }]);
});

test('taken away here and changed there is a conflict', () => {
  const item = (value: string) => [{ id: 'x', text: value }];
  const [conflict] = conflictsOf(pulse({ note: item('a') }), pulse(), pulse({ note: item('b') }));
  assert.equal(conflict?.path, "Observation.note.where(id='x')");
  assert.equal(conflict?.mine, undefined);
});

test('telephone numbers meet by system and use; two of one use only by themselves', () => {
  const patient = (...telecom: object[]): FhirResource => ({ resourceType: 'Patient', telecom });
  const phone = (use: string, value: string) => ({ system: 'phone', use, value });
  const base = patient(phone('home', '1'), phone('mobile', '2'));
  const result = merged(
    base,
    patient(phone('home', '9'), phone('mobile', '2')),
    patient(phone('mobile', '8'), phone('home', '1')),
  );
  assert.deepEqual(result, patient(phone('mobile', '8'), phone('home', '9')));
  const twice = patient(phone('home', '1'), phone('home', '2'));
  const both = merged(
    twice,
    patient(phone('home', '1')),
    patient(phone('home', '1'), phone('home', '2'), phone('work', '3')),
  );
  assert.deepEqual(both, patient(phone('home', '1'), phone('work', '3')));
});

test('extensions meet by url, identifiers by system and value, references by what they name', () => {
  const stay = (changes: Partial<Encounter>): Encounter => ({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: {},
    ...changes,
  });
  const base = stay({
    extension: [{ url: 'http://a', valueCode: 'x' }],
    participant: [{ individual: { reference: 'Practitioner/1' } }],
  });
  const mine = stay({
    extension: [{ url: 'http://a', valueCode: 'y' }],
    participant: [{ individual: { reference: 'Practitioner/1' }, period: { start: '2026' } }],
    identifier: [{ system: 's', value: '1' }],
  });
  const theirs = stay({
    extension: [
      { url: 'http://b', valueCode: 'z' },
      { url: 'http://a', valueCode: 'x' },
    ],
    participant: [
      { individual: { reference: 'Practitioner/2' } },
      { individual: { reference: 'Practitioner/1' } },
    ],
    identifier: [{ system: 's', value: '2' }],
  });
  assert.deepEqual(merged(base, mine, theirs), {
    ...stay({}),
    extension: [
      { url: 'http://b', valueCode: 'z' },
      { url: 'http://a', valueCode: 'y' },
    ],
    participant: [{ individual: { reference: 'Practitioner/2' } }, mine.participant?.[0]],
    identifier: [
      { system: 's', value: '2' },
      { system: 's', value: '1' },
    ],
  });
});

test('answers of a questionnaire are merged question by question, also in groups', () => {
  const form = (a: string, b: string): QuestionnaireResponse => ({
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    item: [
      {
        linkId: 'g',
        item: [
          { linkId: 'a', answer: [{ valueString: a }] },
          { linkId: 'b', answer: [{ valueString: b }] },
        ],
      },
    ],
  });
  assert.deepEqual(merged(form('1', '1'), form('2', '1'), form('1', '3')), form('2', '3'));
  const [conflict] = conflictsOf(form('1', '1'), form('2', '1'), form('3', '1'));
  assert.equal(conflict?.path, "QuestionnaireResponse.item.where(linkId='g').item.where(linkId='a').answer");
});

test('when what the record is about changed on one side, nothing is taken automatically', () => {
  const allergy = (changes: Partial<AllergyIntolerance>): AllergyIntolerance => ({
    resourceType: 'AllergyIntolerance',
    patient: { reference: 'Patient/else' },
    code: { text: 'Penicillin' },
    ...changes,
  });
  const found = conflictsOf(
    allergy({}),
    allergy({ criticality: 'low' }),
    allergy({ code: { text: 'Latex' } }),
  );
  assert.deepEqual(found.map(({ path }) => path).sort(), [
    'AllergyIntolerance.code',
    'AllergyIntolerance.criticality',
  ]);
});

test('what one side declared an error is not written on unseen', () => {
  const theirs = pulse({ status: 'entered-in-error' });
  const paths = conflictsOf(pulse(), pulse({ note: [{ text: 'ny' }] }), theirs).map(({ path }) => path);
  assert.deepEqual(paths.sort(), ['Observation.note', 'Observation.status']);
});

test('a narrative goes when it would tell something else; one that says more than the elements is merged like them', () => {
  const text = (div: string, status: 'generated' | 'additional' = 'generated') => ({ status, div });
  const base = pulse({ text: text('72') });
  const mine = pulse({ text: text('80'), valueQuantity: { value: 80 } });
  assert.deepEqual(merged(base, mine, base).text, text('80'));
  assert.equal(merged(base, mine, pulse({ text: text('72 endelig'), status: 'final' })).text, undefined);
  const more = pulse({ text: text('kun her', 'additional') });
  assert.deepEqual(
    merged(more, { ...more, status: 'final' }, { ...more, note: [{ text: 'x' }] }).text,
    more.text,
  );
});

test('labels that either side added stay, so that what is confidential is told', () => {
  const label = (value: string) => ({ system: 's', code: value });
  const mine = pulse({ meta: { versionId: '1', security: [label('R')] } });
  const theirs = pulse({ meta: { versionId: '2', security: [label('V')] } });
  assert.deepEqual(merged(pulse(), mine, theirs).meta, {
    versionId: '2',
    security: [label('V'), label('R')],
  });
});

test('without a base every difference is asked about', () => {
  const mine = pulse({ status: 'final', note: [{ text: 'a' }] });
  assert.deepEqual(
    conflictsOf(undefined, mine, pulse())
      .map(({ path }) => path)
      .sort(),
    ['Observation.note', 'Observation.status'],
  );
  assert.deepEqual(conflictsOf(undefined, mine, mine), []);
});

test('resources of two types are refused', () => {
  assert.throws(() => mergeResource<FhirResource>(pulse(), pulse(), { resourceType: 'Basic', code: {} }), {
    code: 'invalid-request',
  });
});

test('a decision takes the side it names, and only there', () => {
  const mine = pulse({ status: 'final', valueQuantity: { value: 80 } });
  const theirs = pulse({ status: 'amended', valueQuantity: { value: 90 } });
  const result = mergeResource(pulse(), mine, theirs, ({ path }) =>
    path === 'Observation.value' ? 'mine' : undefined,
  );
  assert.equal(result.kind === 'conflict' && result.conflicts.length, 1);
  assert.deepEqual(result.resource.valueQuantity, { value: 80 });
  assert.equal(result.resource.status, 'amended');
});
