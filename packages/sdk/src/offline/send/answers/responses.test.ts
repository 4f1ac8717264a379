import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, BundleEntryResponse } from 'fhir/r4';
import type { Line } from '../bundle.ts';
import { resultsOf } from './responses.ts';

const line = (reference: string, isServerNamed = false): Line => ({
  write: { reference, isNew: true, mark: 'op' },
  reference: isServerNamed ? undefined : reference,
  isBlind: false,
  entry: {},
});
const answer = (...responses: BundleEntryResponse[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: responses.map((response) => ({ response })),
});
const lines = [line('Observation/a'), line('Observation/b')];

test('F14: entries out of order are met by their address', () => {
  const { found } = resultsOf(
    lines,
    answer(
      { status: '201', location: 'https://ehr.example/fhir/Observation/b/_history/7' },
      { status: '201 Created', location: 'Observation/a', etag: 'W/"5"' },
    ),
  );
  assert.deepEqual(found.get('Observation/a'), { reference: 'Observation/a', versionId: '5' });
  assert.deepEqual(found.get('Observation/b'), { reference: 'Observation/b', versionId: '7' });
});

test('F14: fewer entries leave lines open instead of guessing', () => {
  const { found } = resultsOf(lines, answer({ status: '201', location: 'Observation/b/_history/1' }));
  assert.deepEqual([...found.keys()], ['Observation/b']);
  assert.equal(resultsOf(lines, answer()).found.size, 0);
});

test('a server-named line takes the address at its own position, and only of its own type', () => {
  const posted = [line('Observation/a', true), line('Provenance/p', true)];
  const { found } = resultsOf(
    posted,
    answer(
      { status: '201', location: 'Observation/9/_history/1' },
      { status: '201', location: 'Patient/9/_history/1' },
    ),
  );
  assert.deepEqual(found.get('Observation/a'), { reference: 'Observation/9', versionId: '1' });
  assert.equal(found.has('Provenance/p'), false);
});

test('a refusal inside a 200 is a refusal, with its issues', () => {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'value' }],
  } as const;
  const refused = { status: '422', outcome: { ...outcome, issue: [...outcome.issue] } };
  const { failure } = resultsOf(lines, answer({ status: '201' }, refused));
  assert.equal(failure?.code, 'rejected');
  assert.equal(failure?.issues[0]?.code, 'value');
  assert.equal(resultsOf(lines, answer({ status: '412' })).failure?.code, 'conflict');
  assert.equal(resultsOf(lines, answer({ status: 'odd' })).failure?.code, 'server');
});
