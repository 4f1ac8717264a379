import type { DeviceUnsent, UnsentReport, UnsentService } from '../../launch/unsent-service.ts';
import type { Runtime } from '../../runtime.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import type { Outbox } from '../types.ts';

/** What {@link reportUnsent} needs. */
export interface ReportUnsentOptions {
  outbox: Pick<Outbox, 'list' | 'subscribe'>;
  service: UnsentService;
  /** A random name of this device, kept where the browser keeps what belongs to the origin. */
  device: string;
  runtime: Pick<Runtime, 'schedule'>;
}

/** How long changes are gathered before they are reported, in milliseconds. */
const GATHER_MS = 2_000;
/** How long after a report that failed the next one is tried, in milliseconds. */
const AGAIN_MS = 60_000;

/**
 * Tells the server, while there is a connection, how much this device has not sent yet. Should the browser throw away
 * everything of the origin, the stores and both witnesses with it, the server still knows that something was there; the
 * user is told at her next sign-in, on whatever device (see {@link unsentElsewhere}).
 * @returns the function that stops it
 */
export function reportUnsent({ outbox, service, device, runtime }: ReportUnsentOptions): () => void {
  let isOver = false;
  let cancel: (() => void) | undefined;
  let reported = '';

  const report = async (): Promise<void> => {
    cancel = undefined;
    try {
      const next = reportOf(device, await outbox.list());
      const text = JSON.stringify(next);
      if (isOver || text === reported) return;
      await service.report(next);
      reported = text;
    } catch {
      // No connection, no sign-in, no keys: the device itself knows, and the next change or the next minute tries again.
      soon(AGAIN_MS);
    }
  };
  const soon = (delayMs: number): void => {
    if (!isOver) cancel ??= runtime.schedule(delayMs, () => void report());
  };

  const stop = outbox.subscribe(() => soon(GATHER_MS));
  soon(GATHER_MS);
  return () => {
    isOver = true;
    stop();
    cancel?.();
  };
}

/**
 * What other devices of this user have not sent, as they last said. One of them may have been this device, before its
 * storage was cleared: then it is lost, and only the user can tell.
 * @throws as `UnsentService.read`
 */
export async function unsentElsewhere(service: UnsentService, device: string): Promise<DeviceUnsent[]> {
  return (await service.read()).filter((other) => other.device !== device && other.count > 0);
}

function reportOf(device: string, listed: readonly ReceiptSnapshot[]): UnsentReport {
  // What is lost here already is told here.
  const times = listed.flatMap(({ storedAt, error }) => (error?.code === 'storage-lost' ? [] : [storedAt]));
  times.sort();
  const [oldest] = times;
  const newest = times.at(-1);
  return { device, count: times.length, ...(oldest && newest && { oldest, newest }) };
}
