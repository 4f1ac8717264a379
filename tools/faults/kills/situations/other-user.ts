import { USERS } from '@samspil/sdk/testing/faults';
import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** While the worker stands at its failpoint, its user signs out and somebody else in, in another tab (F21). */
export async function otherUser(device: RealDevice): Promise<void> {
  const { plan, reached, session } = device;
  const tab = await device.openTab({ failpoint: plan.failpoint });
  const saved = device.save(tab, plan.saves);
  await within(LONGEST_MS, Promise.race([reached, saved.then(() => reached)]));
  session.signIn(USERS[1]);
  const other = await device.openTab();
  const theirs = device.save(other, plan.saves);
  device.release();
  await within(LONGEST_MS, theirs);
  await device.killOnly(tab);
  await drain(device, [other]);
}
