import { randomBytes } from 'node:crypto';
import type { FhirResource } from 'fhir/r4';
import { save } from '@samspil/sdk/testing/faults';
import type { RealDevice } from '../run/device.ts';
import { drain } from '../run/drain.ts';
import { Tab } from '../run/tab.ts';

/** Room for a few saves of four kilobytes. */
const QUOTA_BYTES = 60_000;
const MOST_SAVES = 40;

/** The line is down and the disk fills up: a save is refused in words, or kept; then there is room again (F15). */
export async function fullDisk(device: RealDevice): Promise<void> {
  const { ledger, line, servers, session } = device;
  // Before the database is opened: the browser remembers for half a minute how much room there was.
  const empty = new Tab(await device.browser.openPage(`${servers.origin}/warm?of=1`));
  const control = await empty.control();
  await control.send('Storage.overrideQuotaForOrigin', { origin: servers.origin, quotaSize: QUOTA_BYTES });
  line.isOnline = false;
  const tab = await device.openTab();
  for (let pick = 0; pick < MOST_SAVES && !device.isReached; pick += 1) {
    const { request, operation } = save(device, session.user, { kind: 'create', pick });
    const error = await device.enqueue(tab, {
      operation,
      request: { ...request, resources: request.resources.map(padded) },
    });
    device.isReached = error !== undefined;
    if (error !== undefined && error !== 'storage-full')
      ledger.blame('I10', `a full disk was called ${error}`);
  }
  // The override belongs to a tab that must be left to take it back.
  if (device.takesAll) await device.kill(tab, 'browser-kill');
  else await device.killOnly(tab);
  if (!device.takesAll) await control.send('Storage.overrideQuotaForOrigin', { origin: servers.origin });
  if (device.takesAll) await device.relaunch();
  await drain(device);
}

/** Four kilobytes that cannot be made smaller. */
function padded(resource: FhirResource): FhirResource {
  return { ...resource, note: [{ text: randomBytes(3_000).toString('base64') }] } as FhirResource;
}
