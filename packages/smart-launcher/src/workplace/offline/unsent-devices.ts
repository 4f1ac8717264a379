import type { Runtime } from '@samspil/sdk/host';
import { unsentServiceOf } from '@samspil/sdk/launch';
import type { DeviceUnsent, SmartSession } from '@samspil/sdk/launch';
import { reportUnsent, unsentElsewhere } from '@samspil/sdk/offline';
import type { Outbox } from '@samspil/sdk/offline';

/** Where this device keeps its name: with everything else of the origin, so that it goes when that goes. */
const DEVICE_KEY = 'samspil.device';

/** What the user's other devices have not sent, as far as the server knows. */
export interface UnsentDevices {
  /** @throws `needs-login`, `network`, `server`, `invalid-response` */
  elsewhere(): Promise<DeviceUnsent[]>;
  /** The user knows of it; it is not told again unless that device says so anew. */
  noted(device: string): Promise<void>;
  /** This device is not reported any more. */
  close(): void;
}

/** Begins to tell the server what this device has not sent. Undefined where the server has no room for it. */
export function openUnsentDevices(
  session: SmartSession,
  outbox: Pick<Outbox, 'list' | 'subscribe'>,
  runtime: Runtime,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): UnsentDevices | undefined {
  const service = unsentServiceOf(session, runtime);
  if (!service) return undefined;
  const device = nameOfDevice(storage, runtime);
  const close = reportUnsent({ outbox, service, device, runtime });
  return {
    elsewhere: () => unsentElsewhere(service, device),
    noted: (other) => service.report({ device: other, count: 0 }),
    close,
  };
}

function nameOfDevice(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  runtime: Pick<Runtime, 'randomUUID'>,
): string {
  const known = storage.getItem(DEVICE_KEY);
  if (known) return known;
  const name = runtime.randomUUID();
  storage.setItem(DEVICE_KEY, name);
  return name;
}
