import type { Situation } from '../plan.ts';
import type { RealDevice } from '../run/device.ts';
import { alone } from './alone.ts';
import { corrupted, evicted } from './broken-storage.ts';
import { frozen } from './frozen.ts';
import { fullDisk } from './full-disk.ts';
import { leaderDies } from './leader-dies.ts';
import { otherUser } from './other-user.ts';
import { skewed } from './skewed.ts';
import { twoPartitions } from './two-partitions.ts';
import { upgraded } from './upgraded.ts';

/** Plays what happens around the kill, up to the judgement of what is left. */
export const SITUATIONS: Readonly<Record<Situation, (device: RealDevice) => Promise<void>>> = {
  alone,
  frozen,
  'leader-dies': leaderDies,
  'full-disk': fullDisk,
  evicted,
  corrupted,
  skewed,
  'other-user': otherUser,
  upgraded,
  'two-partitions': twoPartitions,
};
