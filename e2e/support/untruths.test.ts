import assert from 'node:assert/strict';
import { test } from 'node:test';
import { untruths } from './untruths.ts';
import type { Witnessed } from './untruths.ts';

const SAVED: Witnessed = { name: 'a', acknowledgedAt: 100, inJournalAt: 200 };
const shown = (at: number, words: string) => ({ at, element: 0, words });

test('what the journal confirms is no untruth', () => {
  const states = [
    shown(50, 'Alt er sendt'),
    shown(101, '1 registrering venter Ældste fra i dag'),
    shown(201, 'Alt er sendt 1 registrering er modtaget i EPJ'),
  ];
  assert.deepEqual(untruths(states, [SAVED]), []);
});

test('each kind of lie is found, also one that stood for a moment', () => {
  const needed = { ...SAVED, needed: { from: 120, until: 180 } };
  const lies = [
    shown(150, 'Alt er sendt'),
    shown(151, '1 registrering venter 1 registrering er modtaget i EPJ'),
    shown(190, '1 registrering venter 1 kræver din handling'),
  ];
  for (const lie of lies) assert.equal(untruths([lie], [needed]).length, 1, lie.words);
  assert.equal(untruths([shown(150, '1 registrering venter')], [SAVED, SAVED]).length, 1);
  assert.throws(() => untruths([shown(150, 'Alt er gemt')], [SAVED]), /does not know/);
});
