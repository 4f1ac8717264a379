import type { ReceiptSnapshot } from '../../../workplace/types.ts';
import { judgeEnd } from '../oracle/judge.ts';
import { USERS } from './world.ts';
import type { World } from './world.ts';

/** In this time an undisturbed queue has to be empty, but for what waits for a person. */
const LONGEST_DRAIN_MS = 12 * 3_600_000;
/**
 * As long as a server's `Retry-After` (`{date}` is a minute from now) and what the outbox adds to it can last. Until then
 * it has not asked again what the server still has, though nothing is listed that moves.
 */
const LONGEST_ASKED_MS = 360_000;
/** A connection that was lost twice on end is opened again after pauses of up to a second. */
const LONGEST_ANSWER_MS = 2_000;

/**
 * Ends the faults, lets everything that stood still go on, and gives each user's queue its time; then judges what is left.
 */
export async function drain(world: World): Promise<void> {
  const { network, device, turns } = world;
  network.faults.length = 0;
  network.isOnline = true;
  device.storage.faults.clear();
  for (const tab of device.tabs) device.thaw(tab);
  await turns.settle();
  for (const user of USERS) {
    if (![...world.ledger.operations.values()].some((operation) => operation.user === user)) continue;
    world.signIn(user);
    await turns.settle();
    await sendAgainWhatWasLost(world, await emptied(world));
    judgeEnd(world.ledger, world.ehr, user, await emptied(world));
  }
}

/** A person has looked, and sends again what the server had and lost. */
async function sendAgainWhatWasLost(world: World, listed: readonly ReceiptSnapshot[]): Promise<void> {
  const lost = listed.filter(({ error }) => error?.code === 'server-restored');
  for (const { id } of lost) {
    (world.page(0) ?? world.page(1))?.use((outbox) => outbox.retry(id));
    await world.turns.settle();
  }
}

/** Everything that is listed when nothing more will happen by itself. */
async function emptied(world: World): Promise<readonly ReceiptSnapshot[]> {
  const { turns, clock, ledger } = world;
  const end = clock.nowMs + LONGEST_DRAIN_MS;
  const asked = clock.nowMs + LONGEST_ASKED_MS;
  const page = world.page(0) ?? world.page(1);
  page?.use((outbox) => outbox.flush());
  await turns.settle();
  for (;;) {
    const listed = page?.ask((outbox) => outbox.list());
    await turns.settle();
    if (!listed?.answer) await clock.pass(LONGEST_ANSWER_MS);
    if (!listed?.answer) {
      ledger.blame('I7', 'the queue cannot be listed although nothing is wrong any more');
      return [];
    }
    const isMoving = listed.answer.some(({ state }) => state !== 'conflict' && state !== 'rejected');
    const wait = clock.untilNext;
    if (wait === undefined || clock.nowMs + wait > (isMoving ? end : asked)) return listed.answer;
    await clock.pass(wait);
  }
}
