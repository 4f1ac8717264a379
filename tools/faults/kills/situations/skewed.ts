import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

const DAY_MS = 86_400_000;

/** The device's clock is a day ahead, or behind, while it saves, and the other way round when it is opened again (F19). */
export async function skewed(device: RealDevice): Promise<void> {
  const { plan, reached, line } = device;
  const skewMs = plan.index % 2 === 0 ? DAY_MS : -DAY_MS;
  line.faults.push({ at: 'save', fault: { kind: 'status', status: 503, retryAfter: '1' } });
  const tab = await device.openTab({ failpoint: plan.failpoint, worker: { skewMs: String(skewMs) } });
  const saved = device.save(tab, plan.saves);
  await within(LONGEST_MS, Promise.race([reached, saved.then(() => reached)]));
  await device.kill(tab);
  await device.recover(tab);
  // Two days later as far as the device can know: whatever the server asked for is over.
  if (skewMs < 0) line.forgetWait();
  const again = await device.openTab({ worker: { skewMs: String(-skewMs) } });
  await within(LONGEST_MS, device.save(again, plan.saves));
  await drain(device, [again]);
}
