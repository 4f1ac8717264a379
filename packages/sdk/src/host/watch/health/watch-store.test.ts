import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webWatchStore } from './watch-store.ts';

function storage(text: string | null = null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_key: string, value: string) => void (kept.text = value),
  };
}

const MEMORY = {
  proven: ['1.0.0'],
  withdrawn: ['1.1.0'],
  disabled: { at: 1, by: 'person', why: 'Fejl' },
} as const;

test('what is written is read back, also by the next page and by another tab', () => {
  const shared = storage();
  const [here, there] = [webWatchStore(shared), webWatchStore(shared)];
  here.write('vitals', MEMORY);
  assert.deepEqual(there.read('vitals'), MEMORY);
  there.write('other', { proven: [], withdrawn: [] });
  assert.deepEqual(here.read('vitals'), MEMORY);
});

test('a plugin may be called __proto__ without touching anything else', () => {
  const shared = storage();
  webWatchStore(shared).write('__proto__', MEMORY);
  assert.deepEqual(webWatchStore(shared).read('__proto__'), MEMORY);
  assert.deepEqual(webWatchStore(shared).read('vitals'), { proven: [], withdrawn: [] });
});

for (const text of ['', 'null', '{', '[["vitals",{"proven":1}]]', '[["vitals"]]']) {
  test(`what cannot be read counts as nothing: ${text || 'an empty text'}`, () => {
    assert.deepEqual(webWatchStore(storage(text)).read('vitals'), { proven: [], withdrawn: [] });
  });
}

test('a storage that refuses is no reason to forget while the page lives', () => {
  const blocked = {
    getItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  const store = webWatchStore(blocked);
  store.write('vitals', MEMORY);
  assert.deepEqual(store.read('vitals'), MEMORY);
});
