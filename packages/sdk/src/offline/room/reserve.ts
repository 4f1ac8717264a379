import type { Runtime } from '../../runtime.ts';

/** For what room is needed: to store something, or to send and settle what is stored. */
export type WriteUse = 'save' | 'send';

/** Shared by everybody of the origin: room is the origin's, whoever works there. */
const CACHE = 'samspil-reserve';
/** A cache wants addresses; these lead nowhere and are never fetched. */
const ADDRESS = 'https://samspil.invalid/reserve/';
/** Bytes of a piece: as much randomness as a browser gives out at once. */
const PIECE = 65_536;
/** Four megabytes in all, of which saves may have half a megabyte: some hundred of them. */
const PIECES = 64;
/**
 * Pieces that no save may have. Sending writes things down before and after, and Chromium's log grows with both: measured at
 * three and a half times what the save took.
 */
const FOR_SENDING = 56;

/**
 * Bytes that are there to be given back: taken while there is room, and let go when a write of the outbox meets a full
 * disk. They lie in the Cache API, because an entry that is deleted there is gone from the disk at once, also in
 * Chromium, where a deleted row of a database makes the database larger at first (docs/decisions/0008).
 */
export class Reserve {
  readonly #runtime: Pick<Runtime, 'caches' | 'randomBytes'>;

  constructor(runtime: Pick<Runtime, 'caches' | 'randomBytes'>) {
    this.#runtime = runtime;
  }

  /** Takes what is not there. A device that is short of room keeps a smaller reserve, or none. Never rejects. */
  async lay(): Promise<void> {
    try {
      const cache = await this.#runtime.caches?.open(CACHE);
      if (cache) await this.#fill(cache);
    } catch {
      // Storage that is blocked. Saves go on without.
    }
  }

  /**
   * Gives back one piece, or all that this use may have. False when there was none.
   * @param most how many pieces
   */
  async give(use: WriteUse, most: number): Promise<boolean> {
    try {
      const cache = await this.#runtime.caches?.open(CACHE);
      if (!cache) return false;
      const pieces = await cache.keys();
      const given = pieces.slice(use === 'save' ? FOR_SENDING : 0).slice(-most);
      // Entries, not the cache: a deleted cache stays on the disk for as long as anybody has it open.
      const gone = await Promise.all(given.map((piece) => cache.delete(piece)));
      return gone.includes(true);
    } catch {
      return false;
    }
  }

  async #fill(cache: Cache): Promise<void> {
    const known = new Set((await cache.keys()).map(({ url }) => url));
    const laid: string[] = [];
    for (let number = 0; number < PIECES; number += 1) {
      const address = `${ADDRESS}${number}`;
      if (known.has(address)) continue;
      // Nothing that a disk could make smaller.
      const put = cache.put(address, new Response(this.#runtime.randomBytes(PIECE)));
      if (await put.then(isTrue, isFalse)) laid.push(address);
      else {
        // All that was left: some of it belongs to whoever needs it first.
        const tooMany = laid.slice(Math.floor((laid.length * FOR_SENDING) / PIECES));
        await Promise.all(tooMany.map((one) => cache.delete(one)));
        return;
      }
    }
  }
}

const isTrue = () => true;
const isFalse = () => false;
