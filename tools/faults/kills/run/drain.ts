import type { ReceiptSnapshot } from '@samspil/sdk';
import { USERS, judgeEnd } from '@samspil/sdk/testing/faults';
import type { RealDevice } from './device.ts';
import type { Tab } from './tab.ts';

/** In this time an undisturbed queue of a few saves is empty, also on a machine with other work. */
const LONGEST_DRAIN_MS = 45_000;

/**
 * The faults end; each user's queue gets its time; then what is left is judged.
 * @param tabs of the user who is signed in, one for each partition; default: one new one
 */
export async function drain(device: RealDevice, tabs?: readonly Tab[]): Promise<void> {
  const { line, ledger, ehr, session } = device;
  line.heal();
  for (const user of USERS) {
    if (![...ledger.operations.values()].some((operation) => operation.user === user)) continue;
    const isHere = session.isSignedIn(user);
    if (!isHere) session.signIn(user);
    const opened = isHere && tabs ? tabs : [await device.openTab()];
    const listed: ReceiptSnapshot[] = [];
    for (const tab of opened) listed.push(...(await emptied(device, tab)));
    await line.settled();
    judgeEnd(ledger, ehr, user, listed);
  }
}

async function emptied({ ledger }: RealDevice, tab: Tab): Promise<ReceiptSnapshot[]> {
  const left = await within(LONGEST_DRAIN_MS, tab.drained());
  if (Array.isArray(left)) return left;
  const seen = left ?? (await within(LONGEST_DRAIN_MS, tab.list()));
  ledger.blame('I7', `the queue does not drain although nothing is wrong: ${JSON.stringify(seen)}`);
  return Array.isArray(seen) ? seen : [];
}

/** Undefined when it takes longer. */
export async function within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
