import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { allergy, bundle, medicine, PENICILLIN, serveDecisionSupport } from '../testing/sample-calls.ts';

serveDecisionSupport();

describe('medication-allergy', () => {
  test('a medicine of the group that is not tolerated is a critical card, with reasons to override it', async () => {
    const [card, ...more] = await allergy();
    assert.deepEqual(more, []);
    assert.equal(card?.summary, 'CAVE Penicilliner: patienten har aktuel ordination på Medicin J01CE01');
    assert.equal(card.indicator, 'critical');
    assert.match(card.detail ?? '', /Giv ikke lægemidlet.*Reaktion: Anafylaksi/s);
    assert.ok((card.overrideReasons ?? []).length >= 3);
    assert.ok(card.overrideReasons?.every(({ system, code, display }) => system && code && display));
    assert.equal(card.suggestions?.length, 1);
  });

  test('an allergy of low criticality is a warning', async () => {
    const [card] = await allergy({ allergies: bundle({ ...PENICILLIN, criticality: 'low' }) });
    assert.equal(card?.indicator, 'warning');
  });

  test('another group, a stopped medicine, and an allergy that was refuted or is over are no card', async () => {
    const said = (name: string, code: string) => ({ ...PENICILLIN, [name]: { coding: [{ code }] } });
    for (const more of [
      { requests: bundle(medicine('J01DC02')) },
      { requests: bundle(medicine('J01CE01', { status: 'stopped' })) },
      { requests: bundle(medicine('J01CE01', { doNotPerform: true })) },
      { requests: bundle(medicine('J01CE01', { intent: 'proposal' })) },
      { allergies: bundle(said('verificationStatus', 'refuted')) },
      { allergies: bundle(said('clinicalStatus', 'resolved')) },
      { allergies: null },
    ])
      assert.deepEqual(await allergy(more), [], JSON.stringify(more));
  });

  test('an order and a statement of one medicine are one card; two medicines are two', async () => {
    const { intent: _, ...taken } = medicine('J01CE01', { resourceType: 'MedicationStatement', id: 's1' });
    assert.equal((await allergy({ statements: bundle(taken) })).length, 1);
    assert.equal((await allergy({ requests: null, statements: bundle(taken) })).length, 1);
    assert.equal((await allergy({ requests: bundle(medicine('J01CE01'), medicine('J01CR05')) })).length, 2);
  });

  test('the same substance is found by any code system, also of a contained medicine and of a reaction', async () => {
    const code = { coding: [{ system: 'http://snomed.info/sct', code: '387207008' }], text: 'Ibuprofen' };
    const { medicationCodeableConcept: _, ...order } = medicine('x', {
      contained: [{ resourceType: 'Medication', id: 'm', code }],
      medicationReference: { reference: '#m' },
    });
    const intolerance = {
      ...PENICILLIN,
      code: { text: 'Gigtmedicin' },
      reaction: [{ substance: code, manifestation: [] }],
    };
    assert.equal((await allergy({ allergies: bundle(intolerance), requests: bundle(order) })).length, 1);
  });

  test('ATC codes fit by whole levels only, and a code without a system fits nothing', async () => {
    const atc = fc.stringMatching(/^[A-Z][0-9]{2}[A-Z][A-Z][0-9]{2}$/);
    await fc.assert(
      fc.asyncProperty(atc, atc, fc.constantFrom(3, 4, 5, 7), async (medicineCode, other, level) => {
        for (const group of [medicineCode.slice(0, level), other.slice(0, level)]) {
          const code = { coding: [{ system: 'http://www.whocc.no/atc', code: group }] };
          const found = await allergy({
            allergies: bundle({ ...PENICILLIN, code }),
            requests: bundle(medicine(medicineCode)),
          });
          assert.equal(found.length === 1, medicineCode.startsWith(group), `${medicineCode} in ${group}`);
        }
      }),
      { numRuns: 25 },
    );
    for (const code of ['J', 'J0', 'J01CE0', ''])
      assert.deepEqual(
        await allergy({
          allergies: bundle({
            ...PENICILLIN,
            code: { coding: [{ system: 'http://www.whocc.no/atc', code }] },
          }),
        }),
        [],
        code,
      );
    const bare = { coding: [{ code: 'J01CE01' }] };
    assert.deepEqual(
      await allergy({
        allergies: bundle({ ...PENICILLIN, code: bare }),
        requests: bundle(medicine('x', { medicationCodeableConcept: bare })),
      }),
      [],
    );
  });

  test('names of any length and with markup stay words, within the length of a summary', async () => {
    const text = `<img src=x onerror=alert(1)> [x](javascript:1) ${'lang '.repeat(60)}`;
    const concept = { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01CE01' }], text };
    const [card] = await allergy({
      allergies: bundle({ ...PENICILLIN, code: concept }),
      requests: bundle(medicine('J01CE01', { medicationCodeableConcept: concept })),
    });
    assert.ok((card?.summary ?? '').length < 140);
    assert.match(card?.detail ?? '', /\\<img.*\\\[x\\\]\\\(/);
  });
});
