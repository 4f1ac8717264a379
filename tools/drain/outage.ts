import { chance } from './chance.ts';
import { NaiveDevice, PacedDevice } from './device.ts';
import type { Device, DeviceContext } from './device.ts';
import { Server } from './server.ts';
import type { ServerOptions } from './server.ts';
import { VirtualTime } from './virtual-time.ts';

const OUTAGE_MS = 2 * 3_600_000;
/** What has not arrived by then counts as not drained. */
const PATIENCE_MS = 3 * 3_600_000;
/** Writes of one device during the outage: one to nine. */
const MOST_WRITES = 9;

/** What the devices know of the end of the outage: nothing, or that the browser says "online" to all of them at once. */
export type Outage = 'server' | 'network';

const POLICIES = {
  ours: (context: DeviceContext): Device => new PacedDevice(context),
  /** Every thirty seconds. */
  interval: (context: DeviceContext): Device => new NaiveDevice(context, () => 30_000),
  /** One second, two, four, up to five minutes, without chance. */
  exponential: (context: DeviceContext): Device =>
    new NaiveDevice(context, (failures) => Math.min(1000 * 2 ** (failures - 1), 300_000)),
} as const;

export type PolicyName = keyof typeof POLICIES;
export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[];

/** What came of an outage. */
export interface Drain {
  /** Most requests in one second ÷ what the server takes. */
  peak: number;
  /** Until everything had arrived, ÷ the writes at the server's full rate. Infinite when it never did. */
  timeVsIdeal: number;
  /** Jain's index of the devices' times: 1 when all were done at the same time, 1/n when one waited for all. */
  fairness: number;
  /** The unluckiest hundredth of the devices ÷ the middle one. */
  p99VsMedian: number;
  /** Requests ÷ writes: 1 when none was refused. */
  requestsPerWrite: number;
  /** Until everything had arrived, milliseconds. */
  drainMs: number;
}

/** Devices save for two hours while nothing answers, and then it does. */
export function simulate(
  policy: PolicyName,
  outage: Outage,
  { devices, seed, ...options }: { devices: number; seed: number } & ServerOptions,
): Drain {
  const time = new VirtualTime(-OUTAGE_MS);
  const server = new Server(time, options);
  const random = chance(seed);
  let writes = 0;
  const fleet = Array.from({ length: devices }, () => {
    const device = POLICIES[policy]({ time, server, random });
    const count = 1 + Math.floor(random() * MOST_WRITES);
    writes += count;
    for (let write = 0; write < count; write++) time.schedule(random() * OUTAGE_MS, () => device.save());
    return device;
  });
  if (outage === 'network') time.schedule(OUTAGE_MS, () => fleet.forEach((device) => device.online()));
  time.run(PATIENCE_MS);
  const times = fleet.map(({ doneAtMs }) => doneAtMs ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const drainMs = at(1);
  const sum = times.reduce((all, one) => all + one, 0);
  const squares = times.reduce((all, one) => all + one * one, 0);
  return {
    peak: server.peak / options.perSecond,
    timeVsIdeal: drainMs / ((writes / options.perSecond) * 1000),
    fairness: (sum * sum) / (times.length * squares),
    p99VsMedian: at(0.99) / at(0.5),
    requestsPerWrite: server.requests / writes,
    drainMs,
  };
}
