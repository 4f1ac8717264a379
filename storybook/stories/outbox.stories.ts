import { elementStories } from '../src/element.ts';
import { heldWrites } from '../src/held-writes.ts';
import { write } from '../src/surroundings.ts';

export default { ...elementStories('samspil-outbox'), title: 'Elements/samspil-outbox' };

const patientNames = new Map([['else', 'Else Lauridsen']]);
const holding = (...writes: ReturnType<typeof write>[]) => ({
  args: { outbox: heldWrites(writes), patientNames },
});

export const NothingWaits = holding();
export const Waiting = holding(write('a', 'stored'), write('b', 'sending'));
export const Refused = holding(write('a', 'rejected', 'rejected'));
export const InConflict = holding(write('a', 'conflict', 'conflict'));
export const NeedsLogin = holding(write('a', 'needs-login', 'needs-login'));
export const LostByTheDevice = holding(write('a', 'rejected', 'storage-lost'));
