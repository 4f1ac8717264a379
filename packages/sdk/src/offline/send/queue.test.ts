import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EntryState } from '../entry.ts';
import { nextOf } from './queue.ts';
import type { QueueItem } from './queue.ts';

const never = () => false;

function item(
  sequence: number,
  state: EntryState,
  parts: { creates?: string; changes?: string; refers?: string },
): QueueItem {
  const writes = [
    ...(parts.creates ? [{ reference: parts.creates, isNew: true }] : []),
    ...(parts.changes ? [{ reference: parts.changes, isNew: false }] : []),
  ];
  return { sequence, state, writes, references: new Set(parts.refers ? [parts.refers] : []) };
}

test('the oldest goes first', () => {
  const items = [item(1, 'stored', { creates: 'A' }), item(2, 'stored', { creates: 'B' })];
  assert.deepEqual(nextOf(items, never), { kind: 'send', sequence: 1 });
});

test('I7: a poison entry delays what depends on it, and nothing else', () => {
  const items = [
    item(1, 'rejected', { creates: 'A' }),
    item(2, 'stored', { changes: 'A' }),
    item(3, 'stored', { creates: 'B', refers: 'A' }),
    item(4, 'stored', { changes: 'B' }),
    item(5, 'stored', { creates: 'C' }),
  ];
  assert.deepEqual(nextOf(items, never), { kind: 'send', sequence: 5 });
});

test('I3: what rests still keeps its place before those that build on it', () => {
  const items = [item(1, 'stored', { changes: 'A' }), item(2, 'stored', { changes: 'A' })];
  assert.equal(
    nextOf(items, (sequence) => sequence === 1),
    undefined,
  );
});

test('an entry found sending after a crash is sent again', () => {
  assert.deepEqual(nextOf([item(1, 'sending', { creates: 'A' })], never), { kind: 'send', sequence: 1 });
});

test('a reference to a resource that is only changed does not wait', () => {
  const items = [item(1, 'conflict', { changes: 'A' }), item(2, 'stored', { creates: 'B', refers: 'A' })];
  assert.deepEqual(nextOf(items, never), { kind: 'send', sequence: 2 });
});

test('what builds on a given-up resource is an orphan', () => {
  const gone = item(1, 'discarded', { creates: 'A' });
  assert.equal(nextOf([gone, item(2, 'stored', { creates: 'B', refers: 'A' })], never)?.kind, 'orphan');
  assert.equal(nextOf([gone, item(2, 'stored', { changes: 'A' })], never)?.kind, 'orphan');
});

test('I3, I7: whatever the outcomes, dependents follow, independents drain and the queue comes to rest', () => {
  const resource = fc.constantFrom('A', 'B', 'C', 'D');
  const model = fc.array(
    fc.record({
      writes: resource,
      refers: fc.option(resource),
      outcome: fc.constantFrom<EntryState>('accepted', 'rejected', 'conflict'),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(model, (entries) => {
      const made = new Set<string>();
      const items = entries.map(({ writes, refers }, index) => {
        const isNew = !made.has(writes);
        made.add(writes);
        return item(index, 'stored', {
          [isNew ? 'creates' : 'changes']: writes,
          ...(refers ? { refers } : {}),
        });
      });
      const order: number[] = [];
      for (let next = nextOf(items, never); next; next = nextOf(items, never)) {
        const sent = items[next.sequence];
        assert.ok(sent);
        assert.equal(sent.state, 'stored', 'nothing is sent twice');
        sent.state = entries[next.sequence]?.outcome ?? 'accepted';
        order.push(next.sequence);
      }
      for (const later of items) {
        const needs = items.filter(
          (earlier) =>
            earlier.sequence < later.sequence &&
            earlier.writes.some(
              ({ reference, isNew }) =>
                later.writes.some((write) => write.reference === reference) ||
                (isNew && later.references.has(reference)),
            ),
        );
        const isFree = needs.every(({ state }) => state === 'accepted');
        assert.equal(order.includes(later.sequence), isFree, 'sent if and only if all it needs was accepted');
        for (const earlier of needs) {
          if (isFree) assert.ok(order.indexOf(earlier.sequence) < order.indexOf(later.sequence));
        }
      }
    }),
    { numRuns: 500 },
  );
});
