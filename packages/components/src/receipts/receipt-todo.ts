import type { ReceiptSnapshot } from '@samspil/sdk';

const todo = {
  stored: 'sync.todo.stored',
  sending: 'sync.todo.sending',
  conflict: 'sync.todo.conflict',
  rejected: 'sync.todo.rejected',
  'needs-login': 'sync.todo.needs-login',
} as const;

/** The text that says what comes next, where no error says it better. Also for states of a later version. */
export function todoOf(state: ReceiptSnapshot['state']): (typeof todo)[keyof typeof todo] {
  return todo[state as keyof typeof todo] ?? todo.stored;
}
