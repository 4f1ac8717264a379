/**
 * Chance that can be repeated: mulberry32, 32 bits of state. Good enough to make patients differ, and nothing more: not
 * for secrets. Every patient has its own stream, so that patient 7 is the same whoever comes before or after.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A stream of its own for a part of the data. The same seed and label give the same stream. */
  static for(seed: number, label: string): Random {
    // FNV-1a over the label, so that streams with neighbouring names have nothing in common.
    let hash = 0x811c9dc5 ^ seed;
    for (let index = 0; index < label.length; index += 1) {
      hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
    }
    return new Random(hash);
  }

  /** From 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.int(0, list.length - 1)];
    if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
    return chosen;
  }

  /** Noise around zero, mostly within `spread`: the sum of three even ones, which needs no logarithm. */
  noise(spread: number): number {
    return (this.next() + this.next() + this.next() - 1.5) * spread;
  }
}
