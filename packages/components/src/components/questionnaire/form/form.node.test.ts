import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireItemEnableWhen,
  QuestionnaireResponse,
  ValueSet,
} from 'fhir/r4';
import { buildResponse } from './build-response.ts';
import { anotherGroup, changeItem, draftOf, withAnswers, type Draft, type DraftItem } from './draft.ts';
import { enabledKeys } from './enabled.ts';
import { faultsIn } from './faults.ts';
import type { Answer } from './form-item.ts';
import { readForm } from './read-form.ts';
import { readTyped } from './read-typed.ts';
import { parseTypedDate, parseTypedTime } from './typed-dates.ts';

const form = (...item: QuestionnaireItem[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  item,
});
const response = (...item: NonNullable<QuestionnaireResponse['item']>): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  item,
});
const start = (questionnaire: Questionnaire, given?: QuestionnaireResponse) =>
  draftOf(readForm(questionnaire).items, given);
const all = (draft: Draft): DraftItem[] =>
  draft.flatMap((each) => [each, ...all(each.items), ...each.answers.flatMap(({ items }) => all(items))]);
const asked = (draft: Draft) => {
  const enabled = enabledKeys(draft);
  return all(draft)
    .filter(({ key }) => enabled.has(key))
    .map(({ item }) => item.linkId);
};
const faults = (draft: Draft) =>
  faultsIn(draft, enabledKeys(draft)).map(({ item, reason }) => `${item.linkId} ${reason.code}`);
const rebuilt = (questionnaire: Questionnaire, draft: Draft, isComplete = false) =>
  buildResponse(
    draft,
    { questionnaire, before: undefined, status: 'in-progress' },
    isComplete ? enabledKeys(draft) : undefined,
  ).item;
const answer = (draft: Draft, linkId: string, ...answers: Answer[]) =>
  all(draft)
    .filter(({ item }) => item.linkId === linkId)
    .slice(0, 1)
    .reduce(
      (now, { key }) =>
        changeItem(now, key, (found) => [
          withAnswers(
            found,
            answers.map((each, n) => ({
              key: `${key}#${n}`,
              answer: each,
              typed: undefined,
              items: found.answers[0]?.items ?? [],
            })),
          ),
        ]),
      draft,
    );

test('a response goes through the draft unchanged: nested groups, repetitions, items below answers, every type', () => {
  const types = [
    'boolean',
    'decimal',
    'integer',
    'date',
    'dateTime',
    'time',
    'string',
    'text',
    'url',
    'attachment',
    'reference',
    'quantity',
  ] as const;
  const questionnaire = form(
    {
      linkId: 'g',
      type: 'group',
      text: 'G',
      repeats: true,
      item: [{ linkId: 'q', type: 'string', repeats: true, item: [{ linkId: 'below', type: 'integer' }] }],
    },
    ...types.map((type) => ({ linkId: type, type })),
    { linkId: 'c', type: 'open-choice', answerOption: [{ valueCoding: { code: 'a' } }] },
  );
  const values: Answer[] = [
    { valueBoolean: false },
    { valueDecimal: 1.5 },
    { valueInteger: 0 },
    { valueDate: '2020-05' },
    { valueDateTime: '2020-05-01T10:00:00+02:00' },
    { valueTime: '10:00:05' },
    { valueString: 'x' },
    { valueString: 'y\nz' },
    { valueUri: 'urn:x' },
    { valueAttachment: { title: 't' } },
    { valueReference: { reference: 'Patient/1' } },
    { valueQuantity: { value: 1, comparator: '<', unit: 'kg' } },
  ];
  const given = response(
    {
      linkId: 'g',
      text: 'G',
      item: [
        {
          linkId: 'q',
          answer: [
            { valueString: 'a', item: [{ linkId: 'below', answer: [{ valueInteger: 1 }] }] },
            { valueString: 'b' },
          ],
        },
      ],
    },
    { linkId: 'g', text: 'G', item: [{ linkId: 'q', answer: [{ valueString: 'c' }] }] },
    ...types.map((type, index) => ({ linkId: type, answer: [values[index] ?? {}] })),
    { linkId: 'c', answer: [{ valueString: 'other' }] },
  );
  const { draft, lost } = start(questionnaire, given);
  assert.deepEqual(lost, []);
  assert.deepEqual(rebuilt(questionnaire, draft), given.item);
  assert.deepEqual(faults(draft), []);
});

test('answers that have no place are named: unknown items, too many, of another type', () => {
  const questionnaire = form({ linkId: 'a', type: 'integer' }, { linkId: 'b', type: 'string' });
  const { draft, lost } = start(
    questionnaire,
    response(
      { linkId: 'a', answer: [{ valueString: 'x' }] },
      { linkId: 'b', answer: [{ valueString: '1' }, { valueString: '2' }] },
      { linkId: 'z', answer: [{ valueString: 'x' }] },
    ),
  );
  assert.deepEqual(
    lost.map(({ linkId }) => linkId),
    ['a', 'b', 'z'],
  );
  assert.deepEqual(rebuilt(questionnaire, draft), [{ linkId: 'b', answer: [{ valueString: '1' }] }]);
});

test('7 initial values count when the form begins, and not on a stored response', () => {
  const questionnaire = form(
    { linkId: 'a', type: 'integer', initial: [{ valueInteger: 3 }] },
    {
      linkId: 'b',
      type: 'choice',
      repeats: true,
      answerOption: [{ valueString: 'x', initialSelected: true }, { valueString: 'y' }],
    },
    { linkId: 'c', type: 'integer', initial: [{ valueString: 'no' }] },
  );
  assert.deepEqual(rebuilt(questionnaire, start(questionnaire).draft), [
    { linkId: 'a', answer: [{ valueInteger: 3 }] },
    { linkId: 'b', answer: [{ valueString: 'x' }] },
  ]);
  assert.equal(rebuilt(questionnaire, start(questionnaire, response()).draft), undefined);
});

test('8 a repetition that is added has initial values of its own, and a key of its own', () => {
  const questionnaire = form({
    linkId: 'g',
    type: 'group',
    repeats: true,
    item: [{ linkId: 'a', type: 'integer', initial: [{ valueInteger: 1 }] }],
  });
  const { draft } = start(
    questionnaire,
    response({ linkId: 'g', item: [{ linkId: 'a', answer: [{ valueInteger: 7 }] }] }),
  );
  const more = changeItem(draft, draft[0]?.key ?? '', (found) => [found, anotherGroup(found, draft)]);
  assert.deepEqual(
    rebuilt(questionnaire, more)?.map(({ item }) => item?.[0]?.answer),
    [[{ valueInteger: 7 }], [{ valueInteger: 1 }]],
  );
  assert.equal(new Set(all(more).map(({ key }) => key)).size, 4);
});

const when = (operator: string, value: object): QuestionnaireItemEnableWhen =>
  ({ question: 'q', operator, ...value }) as QuestionnaireItemEnableWhen;
const isAsked = (
  type: QuestionnaireItem['type'],
  condition: QuestionnaireItemEnableWhen,
  ...given: Answer[]
) => {
  const questionnaire = form(
    { linkId: 'q', type, repeats: true },
    { linkId: 'x', type: 'string', enableWhen: [condition] },
  );
  return asked(answer(start(questionnaire).draft, 'q', ...given)).includes('x');
};

test('13 enableWhen: every operator on every type, with and without answers', () => {
  const cases: [
    type: QuestionnaireItem['type'],
    operator: string,
    value: object,
    given: Answer[],
    expected: boolean,
  ][] = [
    ['string', 'exists', { answerBoolean: true }, [], false],
    ['string', 'exists', { answerBoolean: false }, [], true],
    ['string', 'exists', { answerBoolean: true }, [{ valueString: 'a' }], true],
    ['boolean', '=', { answerBoolean: false }, [], false],
    ['boolean', '=', { answerBoolean: false }, [{ valueBoolean: false }], true],
    ['integer', '=', { answerInteger: 2 }, [{ valueInteger: 1 }, { valueInteger: 2 }], true],
    ['integer', '!=', { answerInteger: 2 }, [{ valueInteger: 1 }, { valueInteger: 2 }], false],
    ['integer', '!=', { answerInteger: 2 }, [], true],
    ['integer', '>', { answerInteger: 2 }, [{ valueInteger: 3 }], true],
    ['integer', '>', { answerInteger: 2 }, [{ valueInteger: 2 }], false],
    ['integer', '>=', { answerInteger: 2 }, [{ valueInteger: 2 }], true],
    ['decimal', '<', { answerDecimal: 2.5 }, [{ valueDecimal: 2.4 }], true],
    ['decimal', '<=', { answerDecimal: 2.5 }, [{ valueDecimal: 2.6 }], false],
    ['integer', '<', { answerInteger: 2 }, [], false],
    ['date', '>', { answerDate: '2020-05' }, [{ valueDate: '2020-06-01' }], true],
    ['date', '>', { answerDate: '2020' }, [{ valueDate: '2020-06-01' }], false],
    [
      'dateTime',
      '=',
      { answerDateTime: '2020-05-01T10:00:00Z' },
      [{ valueDateTime: '2020-05-01T12:00:00+02:00' }],
      true,
    ],
    ['time', '<', { answerTime: '10:00:00' }, [{ valueTime: '09:59:00' }], true],
    ['string', '=', { answerString: 'A' }, [{ valueString: 'a' }], false],
    [
      'choice',
      '=',
      { answerCoding: { system: 's', code: 'c', display: 'X' } },
      [{ valueCoding: { system: 's', code: 'c' } }],
      true,
    ],
    [
      'choice',
      '=',
      { answerCoding: { system: 's', code: 'c' } },
      [{ valueCoding: { system: 't', code: 'c' } }],
      false,
    ],
    [
      'quantity',
      '>',
      { answerQuantity: { value: 5, code: 'kg' } },
      [{ valueQuantity: { value: 6, code: 'kg' } }],
      true,
    ],
    [
      'quantity',
      '>',
      { answerQuantity: { value: 5, code: 'kg' } },
      [{ valueQuantity: { value: 6000, code: 'g' } }],
      false,
    ],
    [
      'reference',
      '=',
      { answerReference: { reference: 'A/1' } },
      [{ valueReference: { reference: 'A/1' } }],
      true,
    ],
  ];
  for (const [type, operator, value, given, expected] of cases)
    assert.equal(
      isAsked(type, when(operator, value), ...given),
      expected,
      JSON.stringify([type, operator, value, given]),
    );
});

test('13 all or any; what is not asked has no answer for others, no faults, and no place in a completed response', () => {
  const yes = (question: string) => ({ question, operator: '=' as const, answerBoolean: true });
  const questionnaire = form(
    { linkId: 'a', type: 'boolean' },
    { linkId: 'b', type: 'boolean', enableWhen: [yes('a')] },
    {
      linkId: 'all',
      type: 'string',
      required: true,
      enableBehavior: 'all',
      enableWhen: [yes('a'), yes('b')],
    },
    { linkId: 'any', type: 'string', enableBehavior: 'any', enableWhen: [yes('a'), yes('b')] },
  );
  let draft = answer(start(questionnaire).draft, 'b', { valueBoolean: true });
  draft = answer(draft, 'any', { valueString: 'kept' });
  assert.deepEqual(asked(draft), ['a']);
  assert.deepEqual(faults(draft), []);
  assert.deepEqual(rebuilt(questionnaire, draft, true), undefined);
  assert.deepEqual(
    rebuilt(questionnaire, draft)?.map(({ linkId }) => linkId),
    ['b', 'any'],
  );
  draft = answer(draft, 'a', { valueBoolean: true });
  assert.deepEqual(asked(draft), ['a', 'b', 'all', 'any']);
  assert.deepEqual(faults(draft), ['all required']);
});

test('13 the nearest question counts: of the same repetition; conditions in a circle end', () => {
  const questionnaire = form(
    {
      linkId: 'g',
      type: 'group',
      repeats: true,
      item: [
        { linkId: 'q', type: 'boolean' },
        { linkId: 'x', type: 'string', enableWhen: [{ question: 'q', operator: '=', answerBoolean: true }] },
      ],
    },
    { linkId: 'c1', type: 'boolean', enableWhen: [{ question: 'c2', operator: '=', answerBoolean: true }] },
    { linkId: 'c2', type: 'boolean', enableWhen: [{ question: 'c1', operator: '=', answerBoolean: true }] },
  );
  const given = (valueBoolean: boolean) => ({
    linkId: 'g',
    item: [{ linkId: 'q', answer: [{ valueBoolean }] }],
  });
  const { draft } = start(questionnaire, response(given(false), given(true)));
  assert.deepEqual(asked(draft), ['g', 'q', 'g', 'q', 'x']);
});

test('18 a required group wants one answer in it, at whatever depth; left out, nothing in it is required', () => {
  const questionnaire = form(
    {
      linkId: 'g',
      type: 'group',
      required: true,
      item: [{ linkId: 'h', type: 'group', item: [{ linkId: 'a', type: 'string' }] }],
    },
    { linkId: 'q', type: 'boolean' },
    {
      linkId: 'out',
      type: 'group',
      required: true,
      enableWhen: [{ question: 'q', operator: 'exists', answerBoolean: true }],
      item: [{ linkId: 'b', type: 'string', required: true }],
    },
    { linkId: 'd', type: 'display', required: true },
  );
  const { draft } = start(questionnaire);
  assert.deepEqual(faults(draft), ['g required-group']);
  assert.deepEqual(faults(answer(draft, 'a', { valueString: 'x' })), []);
});

test('length in characters, limits, and answers outside the list', () => {
  const questionnaire = form(
    { linkId: 's', type: 'string', maxLength: 2 },
    {
      linkId: 'i',
      type: 'integer',
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 5 }],
    },
    { linkId: 'c', type: 'choice', answerOption: [{ valueCoding: { code: 'a' } }] },
    { linkId: 'o', type: 'open-choice', answerOption: [{ valueCoding: { code: 'a' } }] },
  );
  let { draft } = start(questionnaire);
  draft = answer(draft, 's', { valueString: '👩👩' });
  draft = answer(draft, 'i', { valueInteger: 5 });
  draft = answer(draft, 'o', { valueString: 'free' });
  assert.deepEqual(faults(draft), []);
  draft = answer(draft, 's', { valueString: 'abc' });
  draft = answer(draft, 'i', { valueInteger: 6 });
  draft = answer(draft, 'c', { valueCoding: { code: 'b' } });
  assert.deepEqual(faults(draft), ['s too-long', 'i range', 'c not-in-list']);
});

test('23 what must be understood and is not is named: modifier extensions, and extensions the form calls critical', () => {
  const critical = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-rendering-criticalExtension';
  const questionnaire = {
    ...form({
      linkId: 'a',
      type: 'string',
      modifierExtension: [{ url: 'http://x/mod', valueBoolean: true }],
    }),
    extension: [
      { url: critical, valueUri: 'http://x/unknown' },
      { url: critical, valueUri: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden' },
    ],
  };
  const told = readForm(questionnaire).report.filter(({ code }) => code === 'must-be-understood');
  assert.deepEqual(
    told.map(({ linkId, detail }) => [linkId, detail]),
    [
      ['', 'http://x/unknown'],
      ['a', 'http://x/mod'],
    ],
  );
});

const valueSet: ValueSet = {
  resourceType: 'ValueSet',
  id: 'vs',
  status: 'active',
  compose: { include: [{ system: 's', concept: [{ code: 'x' }] }] },
};

test('what is not supported is listed, says whether it blocks completion, and the rest works', () => {
  const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';
  const { items, report } = readForm({
    ...form(
      { linkId: 'a', type: 'question' },
      { linkId: 'a', type: 'string' },
      { linkId: '', type: 'string' },
      { linkId: 'c', type: 'choice', required: true, answerValueSet: 'http://x/vs' },
      { linkId: 'e', type: 'string', extension: [{ url: `${sdc}sdc-questionnaire-enableWhenExpression` }] },
      {
        linkId: 'f',
        type: 'string',
        enableWhen: [{ question: 'e', operator: '~' as '=', answerString: 'x' }],
      },
      { linkId: 'l', type: 'choice', answerValueSet: '#vs' },
      null as unknown as QuestionnaireItem,
    ),
    contained: [valueSet],
  });
  assert.deepEqual(
    report.map(({ linkId, code, blocksCompletion }) => [linkId, code, blocksCompletion]),
    [
      ['', 'not-an-item', true],
      ['a', 'type-not-supported', false],
      ['a', 'duplicate-link-id', false],
      ['', 'no-link-id', false],
      ['c', 'answers-not-here', true],
      ['e', 'extension-not-supported', true],
      ['f', 'condition-not-supported', true],
    ],
  );
  assert.deepEqual(items.at(-1)?.options, [{ valueCoding: { system: 's', code: 'x', display: undefined } }]);
});

test('dates and times as people type them; what is none is none', () => {
  for (const [typed, date] of [
    ['14.11.2025', '2025-11-14'],
    ['1/2/2025', '2025-02-01'],
    ['14-Nov-2025', '2025-11-14'],
    ['2025-11-14', '2025-11-14'],
    ['11.2025', '2025-11'],
    ['Nov-2025', '2025-11'],
    ['2025-11', '2025-11'],
    ['2025', '2025'],
    ['31.02.2025', undefined],
    ['14.13.2025', undefined],
    ['1.2.25', undefined],
    ['x', undefined],
    ['', undefined],
    ['14-Xxx-2025', undefined],
  ] as const)
    assert.equal(parseTypedDate(typed), date, typed);
  for (const [typed, time] of [
    ['14.05', '14:05:00'],
    ['9:05', '09:05:00'],
    ['1405', '14:05:00'],
    ['14:05:30', '14:05:30'],
    ['24:00', undefined],
    ['14', undefined],
  ] as const)
    assert.equal(parseTypedTime(typed), time, typed);
});

test('what is typed becomes an answer or a fault, never a guess', () => {
  const [integer, quantity, dateTime] = readForm(
    form(
      { linkId: 'i', type: 'integer' },
      {
        linkId: 'q',
        type: 'quantity',
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
            valueCoding: { system: 'u', code: 'kg', display: 'kilo' },
          },
        ],
      },
      { linkId: 'd', type: 'dateTime' },
    ),
  ).items;
  assert.ok(integer && quantity && dateTime);
  assert.deepEqual(readTyped(integer, ['1,5'], undefined), {
    kind: 'fault',
    fault: { code: 'whole-number' },
  });
  assert.deepEqual(readTyped(integer, ['1.234'], undefined), {
    kind: 'fault',
    fault: { code: 'ambiguous-number', asDecimal: 1.234, asGrouped: 1234 },
  });
  assert.deepEqual(readTyped(quantity, ['7,5', ''], { valueQuantity: { value: 1, comparator: '<' } }), {
    kind: 'answer',
    answer: { valueQuantity: { value: 7.5, comparator: '<', unit: 'kilo', system: 'u', code: 'kg' } },
  });
  assert.deepEqual(readTyped(dateTime, ['05.2020', ''], undefined), {
    kind: 'answer',
    answer: { valueDateTime: '2020-05' },
  });
  assert.deepEqual(readTyped(dateTime, ['05.2020', '10.00'], undefined), {
    kind: 'fault',
    fault: { code: 'date-first' },
  });
  assert.deepEqual(readTyped(dateTime, ['', '10.00'], undefined), {
    kind: 'fault',
    fault: { code: 'date-first' },
  });
  const read = readTyped(dateTime, ['1.5.2020', '10.00'], undefined);
  assert.match(
    read.kind === 'answer' ? (read.answer.valueDateTime ?? '') : '',
    /^2020-05-01T10:00:00[+-]\d\d:\d\d$/,
  );
});
