import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from './command-line.ts';

test('without options the simulator runs on port 8080 and keeps its data', () => {
  assert.deepEqual(parseCommandLine([], true), {
    port: 8080,
    dataDir: '.samspil',
    seed: 1,
    patients: 48,
    shouldOpen: true,
    plugins: [],
  });
});

test('every option is read', () => {
  const args = [
    '--port',
    '0',
    '--memory',
    '--seed',
    '7',
    '--patients',
    '10000',
    '--no-open',
    '--plugin',
    'a',
    '--plugin',
    'b',
  ];
  assert.deepEqual(parseCommandLine(args, true), {
    port: 0,
    dataDir: undefined,
    seed: 7,
    patients: 10_000,
    shouldOpen: false,
    plugins: ['a', 'b'],
  });
});

test('no browser is opened where nobody sits', () => {
  assert.equal((parseCommandLine([], false) as { shouldOpen: boolean }).shouldOpen, false);
});

for (const args of [
  ['--port', '70000'],
  ['--port', 'abc'],
  ['--patients', '39'],
  ['--patients', '10001'],
  ['--seed', '-1'],
  ['--seed', '1.5'],
  ['--unknown'],
  ['stray'],
  ['--memory', '--data', 'somewhere'],
]) {
  test(`"${args.join(' ')}" is refused with a code and the usage`, () => {
    assert.throws(
      () => parseCommandLine(args, true),
      (error: Error & { code: string }) =>
        error.code === 'invalid-request' && error.message.includes('Usage:'),
    );
  });
}
