import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { KNOWN_STATUSES, codeOfStatus } from '../../../fhir/statuses.ts';
import { consequenceOf } from './consequences.ts';
import type { Consequence } from './consequences.ts';

const guide = readFileSync(new URL('../../../../../../docs/guide/offline.md', import.meta.url), 'utf8');

/** Status, code and what follows, as the guide's table says. */
const rows = [...guide.matchAll(/^\| ([\d, ]+?) +\| `([\w-]+)` +\| (.+?) +\|$/gm)].flatMap(
  ([, statuses = '', code = '', follows = '']) =>
    statuses.split(', ').map((status) => ({ status: Number(status), code, follows })),
);

const WORDS: Readonly<Record<Consequence, RegExp>> = {
  park: /parked for a person/,
  compare: /our own effect/,
  'sign-in': /Nothing is deleted/,
  again: /sent again/,
  stop: /never an answer/,
};

test('the guide names every status that the code knows, and no other', () => {
  assert.deepEqual(
    rows.map(({ status }) => status).sort((a, b) => a - b),
    KNOWN_STATUSES,
  );
});

test('the guide says of every status what the code does', () => {
  for (const { status, code, follows } of rows) {
    const actual = codeOfStatus(status, false);
    assert.equal(actual, code, String(status));
    assert.match(follows, WORDS[consequenceOf(actual)], String(status));
  }
});

test('a code that is not known counts as an unknown outcome: nothing is given up for it', () => {
  for (const code of [
    'network',
    'timeout',
    'server',
    'invalid-response',
    'storage-full',
    'unexpected',
  ] as const)
    assert.equal(consequenceOf(code), 'again', code);
});
