import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** Time in which somebody who may not take over would have done so. */
const STANDS_STILL_MS = 1_000;

/**
 * The tab that sends stands still while the server holds its request; another tab saves, and waits behind it: a tab that
 * sleeps keeps its lock. The first goes on, and its answer is there; or it never does, and the browser ends it.
 */
export async function frozen(device: RealDevice): Promise<void> {
  const { plan, reached } = device;
  const [first, ...rest] = plan.saves;
  const tab = await device.openTab();
  device.holdAt(plan.warm === 0 ? 'arrived' : 'acted', 1);
  if (first) await device.save(tab, [first]);
  await within(LONGEST_MS, reached);
  const other = await device.openTab();
  const thaw = await tab.freeze();
  await within(LONGEST_MS, device.save(other, rest));
  device.release();
  await within(STANDS_STILL_MS, other.drained());
  thaw();
  if (plan.nth === 1) await within(LONGEST_MS, device.save(tab, plan.saves.slice(0, 1)));
  else await device.killOnly(tab);
  await drain(device, [other]);
}
