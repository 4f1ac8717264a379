import type { Runtime } from '../../runtime.ts';
import { RecordRows } from '../records/store/record-rows.ts';
import { recordsConnection } from '../records/store/records-connection.ts';
import { heldNames, throwHeldAway } from './held-place.ts';
import type { HeldRuntime } from './held-place.ts';
import { tellLetGo } from './let-go.ts';
import { Reserve } from './reserve.ts';
import type { WriteUse } from './reserve.ts';

/** One way to make room; false when there was nothing to give. */
export type RoomStep = () => Promise<boolean>;

type RoomRuntime = HeldRuntime & Pick<Runtime, 'caches' | 'randomBytes' | 'openChannel' | 'schedule'>;

/** When a reserve that was given away is taken again, in milliseconds: not at once, or nothing were gained. */
const LAY_AGAIN_MS = 600_000;

/**
 * Room for what nobody else has, when the disk is full: first the reserve, then the place of the held records, which the
 * server has too. Part of the reserve is only for sending: what cannot be sent for want of room would stay for ever. See
 * docs/decisions/0008.
 */
export class Room {
  readonly #runtime: RoomRuntime;
  readonly #reserve: Reserve;
  /** Two writes that meet the full disk together get the same room. */
  readonly #making = new Map<string, Promise<boolean>>();
  #laid: Promise<void> | undefined;
  #cancel: (() => void) | undefined;

  constructor(runtime: RoomRuntime) {
    this.#runtime = runtime;
    this.#reserve = new Reserve(runtime);
  }

  /**
   * Takes the reserve, and resolves when that is over. Await it before the first write: Chromium asks once in half a minute
   * how much room there is, and would write into a reserve that it has not seen.
   */
  lay(): Promise<void> {
    return (this.#laid ??= this.#reserve.lay());
  }

  /** What to try after each `storage-full`, in this order. */
  stepsFor(use: WriteUse): readonly RoomStep[] {
    return [
      () => this.#once(`${use} one`, () => this.#give(use, 1)),
      () => this.#once(`${use} all`, () => this.#give(use, Infinity)),
      () => this.#once('held', () => this.#letHeldGo()),
    ];
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #give(use: WriteUse, most: number): Promise<boolean> {
    const isGiven = await this.#reserve.give(use, most);
    if (isGiven)
      this.#cancel ??= this.#runtime.schedule(LAY_AGAIN_MS, () => {
        this.#cancel = undefined;
        void this.#reserve.lay();
      });
    return isGiven;
  }

  async #letHeldGo(): Promise<boolean> {
    const runtime = this.#runtime;
    try {
      const isAnybodyHeld = await holdsAnybody(runtime).catch(() => true);
      const isGone = await throwHeldAway(runtime);
      if (isGone && isAnybodyHeld) tellLetGo(runtime);
      return isGone;
    } catch {
      // Storage that does not even let go. The save is refused, in words.
      return false;
    }
  }

  #once(name: string, step: RoomStep): Promise<boolean> {
    const making = this.#making.get(name) ?? step().finally(() => this.#making.delete(name));
    this.#making.set(name, making);
    return making;
  }
}

async function holdsAnybody(runtime: HeldRuntime & Pick<Runtime, 'schedule'>): Promise<boolean> {
  const names = await heldNames(runtime);
  const counts = names.map(async (name) => {
    const rows = new RecordRows(recordsConnection(name, runtime));
    return (await rows.patients().finally(() => rows.close())).length;
  });
  return (await Promise.all(counts)).some((count) => count > 0);
}
