import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Announcements } from './announcements.ts';

test('what comes after closing is told to nobody, and fails nobody', () => {
  const announcements = new Announcements(
    'announcements-test',
    { openChannel: (name) => new BroadcastChannel(name) },
    () => undefined,
  );
  announcements.close();
  assert.doesNotThrow(() => announcements.tell({ kind: 'all' }));
  assert.doesNotThrow(() => announcements.close());
});
