import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SCORE_TASK, scoreNews2 } from '@samspil/sdk/clinical';
import fc from 'fast-check';
import type { Task } from 'fhir/r4';
import {
  bundle,
  cards,
  ILL,
  measured,
  news2,
  news2Prefetch,
  PATIENT,
  serveDecisionSupport,
  SUBJECT,
  WELL,
} from '../testing/sample-calls.ts';

serveDecisionSupport();

describe('news2-escalation', () => {
  test('7 points or more are a critical card with what to do, the values, and one task to make', async () => {
    const [card, ...more] = await news2(ILL);
    assert.deepEqual(more, []);
    assert.equal(card?.summary, 'NEWS2 er 10 (målt 15.01.2026 kl. 08.30), høj risiko: akut tilkald');
    assert.equal(card.indicator, 'critical');
    assert.match(card.detail ?? '', /Tilkald akut hjælp nu.*puls: 112 \/min \(2 point\)/s);
    assert.match(card.detail ?? '', /Målt 15.01.2026 kl. 08.30. SpO2-skala 1/);
    assert.equal(card.source?.label, 'NEWS2: Royal College of Physicians, 2017');
    assert.equal(card.selectionBehavior, 'at-most-one');
    const [action] = card.suggestions?.[0]?.actions ?? [];
    const task = action?.resource as Task;
    assert.deepEqual(
      [action?.type, task.status, task.priority, task.for],
      ['create', 'requested', 'stat', SUBJECT],
    );
    assert.ok(!('requester' in task) && !('authoredOn' in task), 'who and when is the workplace’s to write');
  });

  test('5 and 6 points, and 3 in one value, are a warning; less is no card', async () => {
    const [medium] = await news2({ ...WELL, oxygen: 'oxygen', respiratoryRate: 22, pulse: 95 });
    assert.deepEqual(
      [medium?.indicator, medium?.summary],
      ['warning', 'NEWS2 er 5 (målt 15.01.2026 kl. 08.30), mellem risiko: kontakt læge'],
    );
    const [single] = await news2({ ...WELL, consciousness: 'C' });
    assert.equal(single?.indicator, 'warning');
    assert.equal(
      single?.summary,
      'NEWS2 er 3 (målt 15.01.2026 kl. 08.30), og en enkelt værdi giver 3 point (bevidsthedsniveau): tilse patienten',
    );
    assert.deepEqual(await news2(WELL), []);
    assert.deepEqual(await news2({ ...WELL, oxygen: 'oxygen', respiratoryRate: 22 }), [], '4 points');
  });

  test('a task is due when the table has the next measurement, and at once when that is past', async () => {
    const medium = { ...WELL, oxygen: 'oxygen', respiratoryRate: 22, pulse: 95 } as const;
    const taskOf = async (minutesAgo: number) => {
      const [card] = await news2(medium, { vitalSigns: bundle(...measured(medium, minutesAgo)) });
      return card?.suggestions?.[0]?.actions?.[0]?.resource as Task;
    };
    const [soon, late] = [await taskOf(20), await taskOf(90)];
    assert.deepEqual([soon.priority, soon.restriction?.period?.end], ['urgent', '2026-01-15T08:40:00.000Z']);
    assert.deepEqual([late.priority, late.restriction], ['stat', undefined]);
  });

  test('is never a total while a value is missing; 3 points in one value are said all the same', async () => {
    const { pulse: _, ...withoutPulse } = ILL;
    assert.deepEqual(await news2(withoutPulse), []);
    const [card] = await news2({ ...withoutPulse, systolic: 88 });
    assert.equal(card?.indicator, 'warning');
    assert.match(card?.summary ?? '', /systolisk BT.*kan ikke beregnes/);
    assert.doesNotMatch(`${card?.summary} ${card?.detail}`, /NEWS2 er/);
    assert.match(card?.detail ?? '', /mål det, der mangler: puls/);
  });

  test('does not mix two moments, and says nothing of yesterday or of tomorrow', async () => {
    const { pulse, ...rest } = ILL;
    assert.deepEqual(
      await news2(ILL, { vitalSigns: bundle(...measured(rest, 10), ...measured({ pulse }, 200)) }),
      [],
    );
    assert.deepEqual(await news2(ILL, { vitalSigns: bundle(...measured(ILL, 25 * 60)) }), []);
    const [card] = await news2(ILL, { vitalSigns: bundle(...measured(WELL, -24 * 60), ...measured(ILL, 5)) });
    assert.match(card?.summary ?? '', /NEWS2 er 10/);
  });

  test('uses saturation scale 2 where it is ordered, and only there', async () => {
    const onOxygen = {
      ...WELL,
      oxygen: 'oxygen',
      respiratoryRate: 20,
      oxygenSaturation: 97,
      pulse: 96,
    } as const;
    assert.deepEqual(await news2(onOxygen), []);
    const order = {
      resourceType: 'ServiceRequest',
      id: 's1',
      status: 'active',
      intent: 'order',
      subject: SUBJECT,
      code: { coding: [{ system: 'https://samspil.dk/fhir/CodeSystem/score', code: 'news2-scale2' }] },
    };
    const [card] = await news2(onOxygen, { scaleOrder: bundle(order) });
    assert.match(card?.detail ?? '', /SpO2-skala 2/);
    assert.deepEqual(await news2(onOxygen, { scaleOrder: bundle({ ...order, status: 'revoked' }) }), []);
  });

  test('has no card for a child, an unknown age or a pregnancy; one that is over is none', async () => {
    const { birthDate: _, ...ageless } = PATIENT;
    assert.deepEqual(await news2(ILL, { patient: { ...PATIENT, birthDate: '2012' } }), []);
    assert.deepEqual(await news2(ILL, { patient: ageless }), []);
    const pregnancy = { resourceType: 'Condition', id: 'c1', subject: SUBJECT };
    assert.deepEqual(await news2(ILL, { pregnancy: bundle(pregnancy) }), []);
    const over = { ...pregnancy, clinicalStatus: { coding: [{ code: 'resolved' }] } };
    assert.equal((await news2(ILL, { pregnancy: bundle(over) })).length, 1);
  });

  test('is the same card however often it is asked, and suggests a task once', async () => {
    const [first] = await news2(ILL);
    const [again] = await news2(ILL);
    assert.equal(again?.uuid, first?.uuid);
    const task = { ...first?.suggestions?.[0]?.actions?.[0]?.resource, id: 't1' };
    const [after] = await news2(ILL, { tasks: bundle(task) });
    assert.equal(after?.uuid, first?.uuid);
    assert.equal(after?.suggestions, undefined);
    assert.match(after?.summary ?? '', /Opgaven er oprettet$/);
    const { identifier = [], ...unnamed } = task as Task;
    const beside = { ...unnamed, identifier: identifier.filter(({ system }) => system === SCORE_TASK) };
    const [madeBeside] = await news2(ILL, { tasks: bundle(beside) });
    assert.equal(madeBeside?.suggestions, undefined, 'one that was made beside the score itself');
    const [cancelled] = await news2(ILL, { tasks: bundle({ ...task, status: 'cancelled' }) });
    assert.equal(cancelled?.suggestions?.length, 1);
    const [other] = await news2({ ...ILL, pulse: 113 }, { vitalSigns: bundle(...measured(ILL, 20)) });
    assert.notEqual(other?.uuid, first?.uuid);
  });

  test('has a summary within its length in each language, also when the task is made', async () => {
    for (const language of ['da', 'sv', 'en']) {
      for (const one of [
        { respiratoryRate: 30 },
        { consciousness: 'C' },
        { oxygenSaturation: 85 },
      ] as const) {
        const prefetch = news2Prefetch({ ...WELL, ...one });
        const [first] = await cards('news2-escalation', prefetch, language);
        const task = { ...first?.suggestions?.[0]?.actions?.[0]?.resource, id: 't1' };
        const [made] = await cards('news2-escalation', { ...prefetch, tasks: bundle(task) }, language);
        assert.equal(made?.suggestions, undefined);
        assert.ok((made?.summary ?? '').length < 140, made?.summary);
      }
    }
  });

  test('whatever was measured, there is a card exactly when the table asks for more than low risk', async () => {
    const chance = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const vitals = fc.record({
      respiratoryRate: chance(fc.integer({ min: 4, max: 40 })),
      oxygenSaturation: chance(fc.integer({ min: 75, max: 100 })),
      oxygen: chance(fc.constantFrom('air' as const, 'oxygen' as const)),
      systolic: chance(fc.integer({ min: 70, max: 230 })),
      pulse: chance(fc.integer({ min: 35, max: 140 })),
      consciousness: chance(fc.constantFrom('A' as const, 'C' as const, 'V' as const)),
      temperature: chance(fc.integer({ min: 340, max: 400 }).map((tenths) => tenths / 10)),
    });
    await fc.assert(
      fc.asyncProperty(vitals, async (drawn) => {
        const input = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
        const result = scoreNews2({ ...input, ageYears: 65 });
        const [card] = Object.keys(input).length === 0 ? [] : await news2(input);
        const hasThree = Object.values(result.points).some((points) => points === 3);
        assert.equal(card !== undefined, (result.status === 'complete' && result.total >= 5) || hasThree);
        assert.equal(
          /NEWS2 er \d/.test(card?.summary ?? ''),
          card !== undefined && result.status === 'complete',
        );
        assert.equal(card?.indicator === 'critical', result.status === 'complete' && result.total >= 7);
        assert.ok((card?.summary ?? '').length < 140);
      }),
      { numRuns: 150 },
    );
  });
});
