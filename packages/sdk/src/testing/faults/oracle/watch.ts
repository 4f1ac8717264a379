import type { Tab } from '../device/device.ts';
import type { NetworkWatch, Sending } from '../server/network.ts';
import type { Committed } from '../storage/storage.ts';
import type { TurnOwner } from '../device/turns.ts';
import type { Ledger } from './ledger.ts';

const LONGEST_WAIT_MS = 3_600_000;

/** Looks at every transaction that leaves: one sender at a time (I9), and none before the time the server asked for (I7). */
export class SendingWatch implements NetworkWatch {
  readonly #ledger: Ledger;
  readonly #userOf: (tab: Tab) => string | undefined;
  readonly #isHolder: (tab: Tab) => boolean;
  readonly #waitUntil = new Map<Tab, number>();

  /** @param isHolder whether the tab holds the sender's lock: one that was frozen does not, and still may believe it */
  constructor(ledger: Ledger, userOf: (tab: Tab) => string | undefined, isHolder: (tab: Tab) => boolean) {
    this.#ledger = ledger;
    this.#userOf = userOf;
    this.#isHolder = isHolder;
  }

  sent({ tab, atMs }: Sending, others: readonly Sending[]): void {
    const isZombie = (one: Tab) => one.wasFrozen && !this.#isHolder(one);
    const rival = others.find(
      (other) => other.tab !== tab && !isZombie(other.tab) && this.#userOf(other.tab) === this.#userOf(tab),
    );
    if (rival && !isZombie(tab)) this.#ledger.blame('I9', 'two tabs were sending at the same time');
    if (atMs < (this.#waitUntil.get(tab) ?? 0))
      this.#ledger.blame('I7', 'a tab sent before the time the server asked for');
  }

  toldToWait(tab: Tab, header: string, atMs: number): void {
    const askedMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - atMs;
    if (Number.isNaN(askedMs)) return;
    this.#waitUntil.set(tab, atMs + Math.min(Math.max(askedMs, 0), LONGEST_WAIT_MS));
  }
}

/**
 * Looks at every commit of a store that keeps entries as the outbox does: whoever changes an entry as its sender must be
 * the one who was elected last (I9). A store of another shape is left alone.
 */
export function fenceWatch(ledger: Ledger) {
  return (_owner: TurnOwner, _name: string, before: Committed, after: Committed): void => {
    const fence = after.get('meta')?.get('fence');
    if (typeof fence !== 'number') return;
    for (const [key, row] of after.get('entries') ?? []) {
      const old = before.get('entries')?.get(key);
      if (row === old || fenceOf(row) === fenceOf(old)) continue;
      if (fenceOf(row) !== 0 && fenceOf(row) !== fence)
        ledger.blame('I9', 'a sender that is none any more changed an entry');
    }
  };
}

function fenceOf(row: unknown): number {
  const { fence } = (row ?? {}) as { fence?: unknown };
  return typeof fence === 'number' ? fence : 0;
}
