import assert from 'node:assert/strict';
import { test } from 'node:test';
import { observationsFor } from '../vital-signs/vital-signs-observations.ts';
import { readVitalSigns } from '../vital-signs/read-vital-signs.ts';
import { score } from './score.ts';
import { scoreInputs } from './inputs-from-readings.ts';
import { isTaskFor, SCORE_TASK, scoreTask } from './score-task.ts';
import { news2 } from './tables/news2.ts';

const measuredAt = '2025-10-26T02:30:00+02:00';
const context = { patient: { reference: 'Patient/1' }, performer: {}, measuredAt, issued: measuredAt };
const found = scoreInputs(
  news2,
  observationsFor(
    {
      respiratoryRate: 25,
      oxygenSaturation: 91,
      oxygen: 'oxygen',
      systolic: 90,
      pulse: 131,
      consciousness: 'C',
      temperature: 39.1,
    },
    context,
  )
    .map((observation, index) => ({ ...observation, id: `o${index}` }))
    .flatMap(readVitalSigns),
);

test('a task has what the table asks for, for whom, by when, and what it was made of', () => {
  const result = score(news2, { ...found.input, scale: '1' });
  assert.ok(result.status === 'complete');
  const task = scoreTask(result.response, {
    patient: context.patient,
    requester: { reference: 'Practitioner/2' },
    encounter: { reference: 'Encounter/3' },
    authoredOn: '2025-10-26T02:35:00+02:00',
    dueAt: '2025-10-26T02:35:00+01:00',
    description: 'NEWS2 19',
    readings: found.readings,
  });
  assert.equal(task.priority, 'stat');
  assert.deepEqual([task.status, task.intent, task.description], ['requested', 'order', 'NEWS2 19']);
  assert.deepEqual(
    [task.for, task.requester, task.encounter].map((each) => each?.reference),
    ['Patient/1', 'Practitioner/2', 'Encounter/3'],
  );
  assert.equal(task.restriction?.period?.end, '2025-10-26T02:35:00+01:00');
  assert.equal(task.input?.length, 7, 'each observation once');
  assert.ok(!('id' in task), 'ready to be created');
});

test('a table that says nothing gives a routine task without a time, and names no input that has no id', () => {
  const task = scoreTask(
    { min: 0, level: 'not-set', monitoring: 'not-set' },
    {
      patient: context.patient,
      authoredOn: measuredAt,
      description: 'TOBS 3',
      readings: found.readings.map((reading) => ({
        ...reading,
        observation: { ...reading.observation, id: undefined },
      })),
    },
  );
  assert.equal(task.priority, 'routine');
  assert.ok(
    !('restriction' in task) && !('input' in task) && !('requester' in task) && !('encounter' in task),
  );
});

test('a task is known again by its score and moment, whoever made it, until it is given up', () => {
  const about = { score: 'news2', total: 7, measuredAt: '2025-10-26T02:30:00+01:00' };
  const task = scoreTask(
    { min: 7, level: 'high', monitoring: 'continuous' },
    { patient: context.patient, authoredOn: measuredAt, description: 'NEWS2 7', about, readings: [] },
  );
  assert.equal(task.identifier?.[0]?.system, SCORE_TASK);
  assert.ok(isTaskFor(task, about));
  assert.ok(isTaskFor({ ...task, status: 'completed' }, { ...about, measuredAt: '2025-10-26T01:30:00Z' }));
  assert.ok(!isTaskFor({ ...task, status: 'cancelled' }, about));
  for (const other of [{ total: 8 }, { score: 'tobs' }, { measuredAt: '2025-10-26T02:31:00+01:00' }])
    assert.ok(!isTaskFor(task, { ...about, ...other }));
  for (const identifier of [undefined, null, 'x', [null], [{}]])
    assert.ok(!isTaskFor({ ...task, identifier } as never, about));
});
