import { seededRandom } from '@samspil/sdk/testing/faults';
import { buildPages } from './build-pages.ts';
import { SoakDevice } from './device.ts';
import type { Footprint } from './device.ts';
import { SoakJournal } from './journal.ts';
import { operationOf } from './pages/messages.ts';
import { FAULTS, serveSoak } from './serve.ts';
import type { Fault } from './serve.ts';

export interface SoakOptions {
  readonly saves: number;
  readonly seed: number;
  /** Told after each tenth. */
  onTenth?(tenth: number, footprint: Footprint, promised: number): void;
}

/** What came of a soak. */
export interface SoakResult {
  readonly promised: number;
  /** Acknowledged, and not at the server. */
  readonly lost: number;
  /** At the server more than once. */
  readonly doubled: number;
  /** Still listed on the device after everything had its time. */
  readonly stuck: number;
  readonly struck: ReadonlyMap<Fault, number>;
  readonly kills: number;
  /** After each tenth of the saves, with nothing left to send. */
  readonly footprints: readonly Footprint[];
}

/** One save in so many meets a fault. */
const FAULT_EVERY = 150;
/** So many saves go out of the page's hand at a time. */
const BURST = 250;
/** More than this may not wait: a ward is never further behind, and each start would read all of it. */
const MOST_WAITING = 1_000;
/** In this time a queue without faults is empty. */
const LONGEST_DRAIN_MS = 120_000;
const TENTHS = 10;

/**
 * Saves without end in a real browser, before a server with faults. In every tenth the tab crashes in the middle of a burst,
 * in the fifth the whole browser is killed. Then what was acknowledged is compared with what the server holds.
 */
export async function runSoak({ saves, seed, onTenth }: SoakOptions): Promise<SoakResult> {
  const random = seededRandom(seed);
  const journal = new SoakJournal();
  const draw = (): Fault | undefined =>
    random() < 1 / FAULT_EVERY ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
  const server = await serveSoak(await buildPages(), journal, draw);
  const device = await SoakDevice.open(server.origin);
  const promised = new Set<number>();
  const footprints: Footprint[] = [];
  let kills = 0;
  try {
    for (let tenth = 1; tenth <= TENTHS; tenth += 1) {
      const end = Math.round((saves * tenth) / TENTHS);
      for (let from = Math.round((saves * (tenth - 1)) / TENTHS); from < end; from += BURST) {
        const burst = { from, count: Math.min(BURST, end - from) };
        const isLast = from + BURST >= end;
        if (isLast) {
          kills += 1;
          await interrupted(device, burst, tenth === TENTHS / 2);
          // Saved again under the same names: what was stored the first time is answered, not stored twice.
        }
        for (const number of await device.save(burst)) promised.add(number);
        await drained(device, MOST_WAITING);
      }
      await drained(device, 0);
      const footprint = await device.footprint();
      footprints.push(footprint);
      onTenth?.(tenth, footprint, promised.size);
    }
    server.heal();
    const stuck = await drained(device, 0);
    return { ...compared(journal, promised), stuck, struck: server.struck, kills, footprints };
  } finally {
    await device.close();
    await server.close();
  }
}

/** Begins a burst and ends the tab, or the browser, in the middle of it. */
async function interrupted(
  device: SoakDevice,
  burst: { from: number; count: number },
  isBrowser: boolean,
): Promise<void> {
  const saving = device.save(burst).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await (isBrowser ? device.kill() : device.crash());
  await saving;
}

/** Waits until no more than `most` are left; gives how many are. */
async function drained(device: SoakDevice, most: number): Promise<number> {
  const until = performance.now() + LONGEST_DRAIN_MS;
  for (;;) {
    const left = await device.left();
    if (left <= most || performance.now() > until) return left;
    // As a person who presses "send now": our own waits end, those of the server are kept.
    await device.flush();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function compared(journal: SoakJournal, promised: ReadonlySet<number>) {
  const lost = [...promised].filter((number) => !journal.effects.has(`Observation ${operationOf(number)}`));
  const doubled = [...journal.effects.values()].filter((count) => count > 1);
  return { promised: promised.size, lost: lost.length, doubled: doubled.length };
}
