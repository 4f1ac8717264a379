import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { layOut } from '../run/server-fault.ts';

/** A failpoint that is reached at all is reached within this time. */
export const LONGEST_MS = 30_000;

/** One tab, killed at its failpoint while it saves and sends, and opened again. */
export async function alone(device: RealDevice): Promise<void> {
  const { plan, reached } = device;
  const tab = await device.openTab({ failpoint: plan.failpoint });
  if (plan.warm > 0) await tab.warm(plan.warm);
  const hasStruck = layOut(device);
  const saved = device.save(tab, plan.saves);
  await within(LONGEST_MS, Promise.race([reached, saved.then(() => reached)]));
  await device.kill(tab);
  await device.recover(tab);
  const again = await device.openTab();
  await within(LONGEST_MS, device.save(again, plan.saves.slice(0, 1)));
  device.isStruck = hasStruck();
  await drain(device, [again]);
}
