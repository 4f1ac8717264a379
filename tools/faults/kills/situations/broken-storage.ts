import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { effectsByOperation, seededRandom } from '@samspil/sdk/testing/faults';
import type { RealDevice } from '../run/device.ts';
import { within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

/** Every this many bytes one is flipped. */
const FLIPPED_EVERY = 700;

/** All databases of the profile are deleted while the browser is down: what was promised is reported as lost (F17). */
export async function evicted(device: RealDevice): Promise<void> {
  const folder = await leaveUnsent(device);
  await rm(folder, { recursive: true });
  await judgeLoud(device);
}

/** Bytes of the databases are flipped: what was promised is there, or reported, or nothing opens and that is said (F16, F18). */
export async function corrupted(device: RealDevice): Promise<void> {
  const folder = await leaveUnsent(device);
  const random = seededRandom(device.plan.seed + device.plan.index);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(log|ldb)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (let at = Math.floor(random() * FLIPPED_EVERY); at < bytes.length; at += FLIPPED_EVERY)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(random() * 255));
    await writeFile(path, bytes);
  }
  await judgeLoud(device);
}

/** Saves without a line, waits for the witness's second copy, and kills the browser. Gives the folder of the databases. */
async function leaveUnsent(device: RealDevice): Promise<string> {
  device.line.isOnline = false;
  const tab = await device.openTab();
  await device.save(tab, device.plan.saves);
  device.isReached =
    (await within(
      LONGEST_MS,
      device.copied.then(() => true),
    )) === true;
  await device.browser.kill();
  return join(device.profile.folder, 'Default', 'IndexedDB');
}

async function judgeLoud(device: RealDevice): Promise<void> {
  const { ledger, line, ehr } = device;
  await device.relaunch();
  line.heal();
  const tab = await device.openTab();
  const left = await within(LONGEST_MS, tab.drained());
  // An outbox that refuses to open says that something is wrong.
  if (left && !Array.isArray(left)) return;
  const listed = new Set((left ?? []).map(({ id }) => id));
  const effects = effectsByOperation(ehr.journal);
  for (const { id, size, receipt } of ledger.operations.values()) {
    if (!receipt || listed.has(receipt.id) || effects.get(id)?.length === size) continue;
    ledger.blame('I1', `${id} was promised, is gone, and nobody says so`);
  }
}
