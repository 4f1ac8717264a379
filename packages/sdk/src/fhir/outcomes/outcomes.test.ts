import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { failureOf, issuesOf } from './outcomes.ts';

/** A number in the shape of a CPR number, which no error may repeat. */
const CANARY = '010203-1234';

const answer = (status: number, isWebPage = false) => ({
  status,
  isWebPage,
  body: undefined,
  retryAfterMs: undefined,
});

test('each status has its code', () => {
  const expected: [number, string][] = [
    [400, 'rejected'],
    [401, 'needs-login'],
    [403, 'denied'],
    [404, 'not-found'],
    [405, 'rejected'],
    [408, 'server'],
    [409, 'conflict'],
    [410, 'gone'],
    [412, 'conflict'],
    [413, 'rejected'],
    [422, 'rejected'],
    [429, 'server'],
    [500, 'server'],
    [503, 'server'],
    [423, 'server'],
    [428, 'rejected'],
    [501, 'rejected'],
    [418, 'rejected'],
    [599, 'server'],
    [407, 'invalid-response'],
    [511, 'invalid-response'],
    [304, 'invalid-response'],
  ];
  for (const [status, code] of expected) assert.equal(failureOf(answer(status)).code, code, String(status));
});

test('a web page with a client error is a portal speaking, except where a proxy means the same', () => {
  for (const status of [400, 403, 404, 409, 412, 422]) {
    assert.equal(failureOf(answer(status, true)).code, 'invalid-response', String(status));
  }
  assert.equal(failureOf(answer(401, true)).code, 'needs-login');
  assert.equal(failureOf(answer(413, true)).code, 'rejected');
  assert.equal(failureOf(answer(502, true)).code, 'server');
});

test('issues keep codes and element paths, and drop every text that could name a patient', () => {
  const body = {
    resourceType: 'OperationOutcome',
    text: { status: 'generated', div: `<div>${CANARY}</div>` },
    issue: [
      {
        severity: 'error',
        code: 'value',
        diagnostics: `Bad CPR ${CANARY}`,
        details: { text: CANARY },
        expression: ['Observation.component[2].value', `Patient.identifier.where(value = '${CANARY}')`],
      },
      {
        severity: CANARY,
        code: CANARY,
        location: ['Observation.value.ofType(Quantity)', 'Observation.status'],
      },
    ],
  };
  const error = failureOf({ status: 422, body, isWebPage: false, retryAfterMs: undefined });
  assert.deepEqual(error.issues, [
    { severity: 'error', code: 'value', expression: ['Observation.component[2].value'] },
    {
      severity: 'error',
      code: 'unknown',
      expression: ['Observation.value.ofType(Quantity)', 'Observation.status'],
    },
  ]);
  assert.ok(!JSON.stringify([error.message, error.issues, error.stack]).includes(CANARY));
});

test('any JSON in place of an OperationOutcome gives a list', () => {
  fc.assert(fc.property(fc.jsonValue(), (body) => Array.isArray(issuesOf(body))));
  fc.assert(
    fc.property(fc.jsonValue(), (issue) =>
      Array.isArray(issuesOf({ resourceType: 'OperationOutcome', issue })),
    ),
  );
});

test('the server’s own words are with the error for whoever asks it, and go nowhere with it', () => {
  const body = {
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'error', code: 'value', details: { text: `Puls <b>${CANARY}</b>\n\u0000er for høj` } },
      { severity: 'error', code: 'value', diagnostics: 'x'.repeat(900) },
      { severity: 'error', code: 'value', details: { text: 7 }, diagnostics: {} },
    ],
  };
  const error = failureOf({ ...answer(422), body });
  assert.deepEqual(error.words(), [`Puls <b>${CANARY}</b> er for høj`, 'x'.repeat(500), undefined]);
  const copies = [JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }), error.message];
  for (const copy of copies) assert.ok(!copy.includes(CANARY), copy);
});

test('an expression with a named type and one with a comment of the server’s are element paths', () => {
  const body = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'value',
        expression: [
          `Bundle.entry[0].resource/*Observation/${CANARY}*/.value.ofType(Quantity).value`,
          'Observation.value[x]',
          `Observation.value.ofType('${CANARY}')`,
        ],
      },
    ],
  };
  assert.deepEqual(issuesOf(body)[0]?.expression, [
    'Bundle.entry[0].resource.value.ofType(Quantity).value',
    'Observation.value[x]',
  ]);
});
