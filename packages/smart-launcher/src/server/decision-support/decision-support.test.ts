import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_BODY_BYTES } from './http/read-body.ts';
import {
  allergyPrefetch,
  bundle,
  callOf,
  ILL,
  measured,
  news2Prefetch,
  PATIENT,
  PENICILLIN,
  post,
  send,
  serveDecisionSupport,
} from './testing/sample-calls.ts';

serveDecisionSupport();

test('discovery names each service with its hook, in the language asked for, and what it needs to be sent', async () => {
  const response = await send('', {
    headers: { 'Accept-Language': 'sv-SE,en', Origin: 'https://ehr.example' },
  });
  const { services } = (await response.json()) as {
    services: { id: string; hook: string; title: string; prefetch: object }[];
  };
  assert.deepEqual(
    services.map(({ id, hook }) => [id, hook]),
    [
      ['news2-escalation', 'patient-view'],
      ['medication-allergy', 'patient-view'],
    ],
  );
  assert.equal(services[0]?.title, 'Tidig varning (NEWS2)');
  assert.deepEqual(Object.keys(services[0]?.prefetch ?? {}), [
    'patient',
    'vitalSigns',
    'pregnancy',
    'scaleOrder',
    'tasks',
  ]);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

describe('a call that is wrong', () => {
  const refusals: [
    string,
    () => Promise<{ status: number; body: Record<string, unknown> }>,
    number,
    string,
  ][] = [
    [
      'another hook',
      () => post('/news2-escalation', callOf({}, { hook: 'order-sign' })),
      400,
      'invalid-request',
    ],
    [
      'no hookInstance',
      () => post('/news2-escalation', callOf({}, { hookInstance: 7 })),
      400,
      'invalid-request',
    ],
    [
      'no context',
      () => post('/news2-escalation', callOf({}, { context: undefined })),
      400,
      'invalid-request',
    ],
    [
      'a patient id that is none',
      () =>
        post('/news2-escalation', callOf({}, { context: { userId: 'Practitioner/1', patientId: '../x' } })),
      400,
      'invalid-request',
    ],
    [
      'a user that is no reference',
      () => post('/news2-escalation', callOf({}, { context: { userId: 'n1', patientId: 'p1' } })),
      400,
      'invalid-request',
    ],
    ['no prefetch', () => post('/news2-escalation', callOf({}, { prefetch: undefined })), 412, 'incomplete'],
    [
      'one prefetch missing',
      () => post('/medication-allergy', callOf(allergyPrefetch({ allergies: undefined }))),
      412,
      'incomplete',
    ],
    [
      'a prefetch that failed',
      () =>
        post(
          '/medication-allergy',
          callOf(allergyPrefetch({ allergies: { resourceType: 'OperationOutcome' } })),
        ),
      412,
      'incomplete',
    ],
    [
      'no patient',
      () => post('/news2-escalation', callOf(news2Prefetch(ILL, { patient: null }))),
      412,
      'incomplete',
    ],
    [
      'half a list of allergies',
      () =>
        post(
          '/medication-allergy',
          callOf(allergyPrefetch({ allergies: { ...bundle(), link: [{ relation: 'next', url: 'x' }] } })),
        ),
      412,
      'incomplete',
    ],
    [
      'a prefetch of another type',
      () => post('/medication-allergy', callOf(allergyPrefetch({ allergies: bundle(PATIENT) }))),
      400,
      'invalid-request',
    ],
    [
      'another patient’s allergy',
      () =>
        post(
          '/medication-allergy',
          callOf(
            allergyPrefetch({ allergies: bundle({ ...PENICILLIN, patient: { reference: 'Patient/p12' } }) }),
          ),
        ),
      400,
      'wrong-patient',
    ],
    [
      'another patient',
      () => post('/news2-escalation', callOf(news2Prefetch(ILL, { patient: { ...PATIENT, id: 'p2' } }))),
      400,
      'wrong-patient',
    ],
    ['no JSON', () => post('/news2-escalation', '{"hook": Søndervang'), 400, 'invalid-request'],
    ['JSON that is no object', () => post('/news2-escalation', '[]'), 400, 'invalid-request'],
    [
      'another content type',
      () => post('/news2-escalation', '{}', { 'Content-Type': 'text/plain' }),
      415,
      'invalid-request',
    ],
    ['too much', () => post('/news2-escalation', `"${'x'.repeat(MAX_BODY_BYTES)}"`), 413, 'invalid-request'],
    ['a service that is none', () => post('/nobody', callOf({})), 404, 'not-found'],
    ['feedback that is none', () => post('/news2-escalation/feedback', {}), 400, 'invalid-request'],
  ];
  for (const [name, send, status, code] of refusals) {
    test(`${name}: ${status} ${code}`, async () => {
      const { status: answered, body } = await send();
      assert.deepEqual([answered, body['code']], [status, code], JSON.stringify(body));
      assert.doesNotMatch(JSON.stringify(body), /p1\b|p12|Søndervang|Penicil/, 'nothing of what was sent');
    });
  }

  test('another method is refused with the one to use', async () => {
    for (const [path, method, allowed] of [
      ['', 'POST', 'GET'],
      ['/news2-escalation', 'GET', 'POST'],
    ] as const) {
      const response = await send(path, { method });
      assert.deepEqual([response.status, response.headers.get('allow')], [405, allowed]);
    }
  });

  test('whatever stands in one place of a record, the answer is cards or a refusal with a code', async () => {
    const [seven] = measured(ILL);
    const places = Object.keys(seven ?? {}).filter((key) => key !== 'resourceType' && key !== 'subject');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (place, value) => {
        const strange = { ...seven, [place]: value };
        const sent = news2Prefetch(ILL, { vitalSigns: bundle(strange, ...measured(ILL).slice(1)) });
        const { status, body } = await post('/news2-escalation', callOf(sent));
        assert.ok(status === 200 || typeof body['code'] === 'string');
        assert.notEqual(status, 500, `${place}: ${JSON.stringify(value)}`);
      }),
      {
        numRuns: 150,
        // What cannot even be made a text of.
        examples: [
          ['id', { toString: {} }],
          ['effectiveDateTime', { toString: 0 }],
        ],
      },
    );
  });
});

describe('feedback', () => {
  const card = '4e0a3a1e-3283-4575-ab82-028d55fe2719';
  const outcomeTimestamp = '2026-01-15T08:01:00Z';

  test('is taken for what was followed and what was dismissed', async () => {
    const feedback = [
      { card, outcome: 'accepted', acceptedSuggestions: [{ id: card }], outcomeTimestamp },
      {
        card,
        outcome: 'overridden',
        overrideReason: { reason: { system: 'x', code: 'y' }, userComment: 'z' },
        outcomeTimestamp,
      },
    ];
    assert.equal((await post('/news2-escalation/feedback', { feedback })).status, 200);
  });

  test('that does not say which card, what was done, or when, is refused with its place', async () => {
    for (const entry of [
      { outcome: 'overridden', outcomeTimestamp },
      { card, outcome: 'ignored', outcomeTimestamp },
      { card, outcome: 'accepted', acceptedSuggestions: [], outcomeTimestamp },
      { card, outcome: 'overridden' },
      null,
    ]) {
      const { status, body } = await post('/news2-escalation/feedback', { feedback: [entry] });
      assert.equal(status, 400);
      assert.match(String(body['message']), /^feedback\[0\]/);
    }
  });
});
