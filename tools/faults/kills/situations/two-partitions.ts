import { save } from '@samspil/sdk/testing/faults';
import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** The app in a frame of another site and alone, which to the browser are two stores: each saves, one save in both (F24). */
export async function twoPartitions(device: RealDevice): Promise<void> {
  const { plan, session } = device;
  const embedded = await device.openTab({ isEmbedded: true });
  const alone = await device.openTab();
  const both = save(device, session.user, { kind: 'create', pick: plan.index });
  await Promise.all([device.enqueue(embedded, both), device.enqueue(alone, both)]);
  await within(LONGEST_MS, Promise.all([device.save(embedded, plan.saves), device.save(alone, plan.saves)]));
  device.isReached = true;
  await device.kill(embedded);
  await device.recover(embedded);
  const standing = device.takesAll ? await device.openTab() : alone;
  await drain(device, [await device.openTab({ isEmbedded: true }), standing]);
}
