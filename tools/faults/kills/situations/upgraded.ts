import { buildPages } from '../build-pages.ts';
import type { Defect } from '../../../build-with-defects.mjs';
import type { RealDevice } from '../run/device.ts';
import { drain, within } from '../run/drain.ts';
import { LONGEST_MS } from './alone.ts';

const SCHEMA = 'offline/store/schema.ts';
const MIGRATION = 'offline/store/outbox-connection.ts';

/** The app as it was before drafts: the first version of the database, which is gone from the source but not from devices. */
const BEFORE: readonly Defect[] = [
  { file: SCHEMA, from: 'DATABASE_VERSION = 2', to: 'DATABASE_VERSION = 1' },
  { file: MIGRATION, from: 'if (from < 2)', to: 'if (from < 0)' },
];
/** The app as it will be after the next change of the database. */
const AFTER: readonly Defect[] = [
  { file: SCHEMA, from: 'DATABASE_VERSION = 2', to: 'DATABASE_VERSION = 3' },
  {
    file: MIGRATION,
    from: 'if (from < 2)',
    to: "if (from < 3) database.createObjectStore('later');\n  if (from < 2)",
  },
];

/** Something waits, and the app is updated: the new tab opens beside the old one, which then is killed (F23). */
export async function upgraded(device: RealDevice): Promise<void> {
  const { plan, line, servers } = device;
  const today = servers.scripts;
  const [older, newer] =
    plan.index % 2 === 0 ? [await buildPages(BEFORE), today] : [today, await buildPages(AFTER)];
  servers.scripts = older;
  line.isOnline = false;
  const old = await device.openTab();
  await device.save(old, plan.saves);
  servers.scripts = newer;
  const updated = await device.openTab();
  await within(LONGEST_MS, device.save(updated, plan.saves));
  // The old one may refuse in words, and may not pretend.
  await within(LONGEST_MS, device.save(old, plan.saves.slice(0, 1)));
  device.isReached = true;
  await device.kill(old);
  await device.recover(old);
  await drain(device, device.takesAll ? undefined : [updated]);
}
