import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { openWard, recordingOutbox } from '../../../test/ward.ts';
import CASES from '../../../test/fixtures/broker/requests.json' with { type: 'json' };
import RECORDS from '../../../test/fixtures/lease/records.json' with { type: 'json' };
import type { SamspilError } from '../../errors.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import type { RestRequest } from '../../workplace/types.ts';
import { Lease } from '../lease.ts';
import { LocalRecord } from '../local-record.ts';

/** A request, and what becomes of it: what reaches the network, or the code it is refused with before that. */
interface Case {
  name: string;
  request: RestRequest;
  scopes?: string;
  outcome: string;
  asked?: string[];
}

async function play({ request, scopes }: Case) {
  const ward = openWard(RECORDS as unknown as FhirResource[]);
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const record = new LocalRecord({
    lease,
    scopes: ScopeSet.parse(scopes ?? 'patient/*.cruds'),
    plugin: { id: 'chart', version: '1.0.0' },
    author: lease.subject.user,
    fhir: ward.fhir,
    outbox: recordingOutbox(),
    runtime: ward.runtime,
  });
  const outcome = await record.request(request).then(
    () => 'allowed',
    (error: SamspilError) => error.code,
  );
  return { outcome, asked: ward.asked };
}

for (const one of CASES as unknown as Case[]) {
  const url = one.request.url.slice(0, 80);
  const told = `${one.request.method ?? 'GET'} ${JSON.stringify(url)}`;
  test(`threat 2: ${one.name} (${told}) is ${one.outcome === 'allowed' ? 'asked as it was judged' : `${one.outcome} before the network`}`, async () => {
    const { outcome, asked } = await play(one);
    assert.equal(outcome, one.outcome);
    assert.deepEqual(asked, one.asked ?? []);
  });
}

test('the list holds both what is permitted and what is refused, and each case is there once', () => {
  const cases = CASES as unknown as Case[];
  const distinct = new Set(cases.map(({ request, scopes }) => JSON.stringify([request, scopes])));
  assert.equal(distinct.size, cases.length);
  assert.ok(cases.filter(({ outcome }) => outcome === 'allowed').length >= 30);
  assert.ok(cases.filter(({ outcome }) => outcome !== 'allowed').length >= 150);
});
