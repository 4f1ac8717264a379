import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** Of two tabs the one that sends dies at its failpoint. The other one goes on by itself: nobody hurries or tells it. */
export async function leaderDies(device: RealDevice): Promise<void> {
  const { plan, reached, ledger, line } = device;
  const leader = await device.openTab({ failpoint: plan.failpoint });
  const led = device.save(leader, plan.saves);
  await within(LONGEST_MS, Promise.race([reached, led.then(() => reached)]));
  const other = await device.openTab();
  // What the leader left open may hold this one up until the leader is dead.
  const saved = device.save(other, plan.saves);
  await device.killOnly(leader);
  await within(LONGEST_MS, saved);
  line.heal();
  if ((await within(LONGEST_MS, other.drained(false))) === undefined)
    ledger.blame('I9', 'the tab that is left does not send');
  await drain(device, [other]);
}
