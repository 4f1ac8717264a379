import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsApi } from './accepts-api.ts';

/** Each range with versions it accepts and versions it does not, by the rules of npm. */
const RANGES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['^1.0', ['1.0.0', '1.0.1', '1.9.0'], ['0.9.9', '2.0.0', '10.0.0']],
  ['^1', ['1.0.0', '1.99.99'], ['0.9.0', '2.0.0']],
  ['^1.4', ['1.4.0', '1.10.0'], ['1.3.9', '2.0.0']],
  ['^0.2', ['0.2.0', '0.2.9'], ['0.3.0', '1.0.0', '0.1.9']],
  ['^0.0.3', ['0.0.3'], ['0.0.4', '0.1.0']],
  ['^0', ['0.0.0', '0.9.0'], ['1.0.0']],
  ['~1.2', ['1.2.0', '1.2.9'], ['1.3.0', '1.1.0']],
  ['~1.2.3', ['1.2.3', '1.2.4'], ['1.2.2', '1.3.0']],
  ['~1', ['1.0.0', '1.9.9'], ['2.0.0']],
  ['1', ['1.0.0', '1.2.3'], ['2.0.0', '0.1.0']],
  ['1.2', ['1.2.0', '1.2.7'], ['1.3.0']],
  ['1.2.3', ['1.2.3'], ['1.2.4', '1.2.2']],
  ['=1.2.3', ['1.2.3'], ['1.2.4']],
  ['1.x', ['1.0.0', '1.5.0'], ['2.0.0']],
  ['1.2.*', ['1.2.0'], ['1.3.0']],
  ['*', ['0.0.0', '9.9.9'], []],
  ['>=1.2 <3', ['1.2.0', '2.9.9'], ['1.1.9', '3.0.0']],
  ['>1.2', ['1.3.0', '2.0.0'], ['1.2.0', '1.2.9']],
  ['<=1.2', ['1.2.9', '0.1.0'], ['1.3.0']],
  ['<1.2', ['1.1.9'], ['1.2.0']],
  ['^1.4 || ^3', ['1.4.0', '3.1.0'], ['2.0.0', '1.3.0', '4.0.0']],
];

for (const [range, accepted, refused] of RANGES) {
  test(`${range} accepts ${accepted.join(', ')}${refused.length > 0 ? ` and not ${refused.join(', ')}` : ''}`, () => {
    for (const version of accepted) assert.ok(acceptsApi(range, version), version);
    for (const version of refused) assert.ok(!acceptsApi(range, version), version);
  });
}

test('what is no range accepts nothing', () => {
  for (const range of [
    '',
    ' ',
    'latest',
    '^',
    '1.2.3.4',
    '01',
    '>=',
    '1 ||',
    '^1.0.0-beta',
    '1 - 2',
    '^1.0\n',
  ]) {
    assert.ok(!acceptsApi(range, '1.0.0'), JSON.stringify(range));
  }
});

test('no range accepts a pre-release of the contract, or what is no version', () => {
  for (const version of ['1.0.0-beta.1', '1.0', '', 'x']) {
    assert.ok(!acceptsApi('*', version), version);
  }
});
