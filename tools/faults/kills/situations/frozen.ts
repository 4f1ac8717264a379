import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** Time in which another tab may take over what the frozen one led. */
const TAKE_OVER_MS = 2_000;

/** The tab that sends is frozen while the server holds its request; another tab saves and may take over; the first thaws. */
export async function frozen(device: RealDevice): Promise<void> {
  const { plan, reached } = device;
  const [first, ...rest] = plan.saves;
  const tab = await device.openTab();
  device.holdAt(plan.index % 2 === 0 ? 'acted' : 'arrived', 1);
  if (first) await device.save(tab, [first]);
  await within(LONGEST_MS, reached);
  const session = await tab.control();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  const other = await device.openTab();
  await within(LONGEST_MS, device.save(other, rest));
  device.release();
  await within(TAKE_OVER_MS, other.drained());
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await within(LONGEST_MS, device.save(tab, plan.saves.slice(0, 1)));
  await drain(device, [other]);
}
