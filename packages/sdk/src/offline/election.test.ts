import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Locks } from '../testing/faults/device/locks.ts';
import { Turns } from '../testing/faults/device/turns.ts';
import { Election } from './election.ts';
import type { TermEnd } from './election.ts';

function electionOf(ends: TermEnd[]) {
  const turns = new Turns(() => 0);
  const tab = { state: 'alive' } as const;
  let terms = 0;
  const election = new Election(new Locks(turns).managerFor(tab), 'queue', async () => {
    terms += 1;
    return ends.shift() ?? 'stepped-down';
  });
  return { election, turns, terms: () => terms };
}

test('who was fenced out in its sleep stands again: the one elected instead may be gone', async () => {
  const { election, turns, terms } = electionOf(['fenced-out']);
  election.stand();
  await turns.settle();
  assert.equal(terms(), 2);
});

test('who stepped down waits for a reason to stand again', async () => {
  const { election, turns, terms } = electionOf(['stepped-down']);
  election.stand();
  await turns.settle();
  assert.equal(terms(), 1);
  election.stand();
  await turns.settle();
  assert.equal(terms(), 2);
});

test('who has withdrawn does not stand again', async () => {
  const { election, turns, terms } = electionOf(['fenced-out']);
  election.stand();
  void election.end();
  await turns.settle();
  assert.ok(terms() <= 1);
});
