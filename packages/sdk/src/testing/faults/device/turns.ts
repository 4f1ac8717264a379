import { SamspilError } from '../../../errors.ts';

/** Whose turn it is: a tab that is frozen waits with what it is owed, one that crashed never gets it. */
export interface TurnOwner {
  readonly state: 'alive' | 'frozen' | 'dead';
}

interface Turn {
  owner: TurnOwner | undefined;
  /** Turns of one lane keep their order. */
  lane: string | undefined;
  run: () => void | Promise<void>;
}

/** More than any history needs without time passing; beyond it something spins. */
const MOST_WITHOUT_TIME = 20_000;

/**
 * Everything asynchronous of a history, one turn at a time: an answer of the store, of the network, of the cryptography, a
 * message, a lock, a timer. Which of those that are ready comes next is drawn, so that the order is another in every
 * history and the same in every repeat of one.
 */
export class Turns {
  readonly #ready: Turn[] = [];
  readonly #random: () => number;

  /** @param random numbers from 0 up to 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Something that is due. Without `owner` it happens whatever becomes of the tabs. */
  post(run: Turn['run'], { owner, lane }: { owner?: TurnOwner; lane?: string } = {}): void {
    this.#ready.push({ run, owner, lane });
  }

  /** Takes up to `most` turns; false when nothing was left to do before that. */
  async take(most: number): Promise<boolean> {
    for (let taken = 0; taken < most; taken += 1) {
      await nextMacrotask();
      const turn = this.#draw();
      if (!turn) return false;
      await turn.run();
    }
    await nextMacrotask();
    return true;
  }

  /**
   * Takes turns until nothing is left to do without time passing.
   * @throws `too-many-requests` when that does not end: something is tried again and again without a pause
   */
  async settle(): Promise<void> {
    if (await this.take(MOST_WITHOUT_TIME))
      throw new SamspilError('too-many-requests', 'Something is tried again and again without a pause.');
  }

  #draw(): Turn | undefined {
    const lanes = new Set<string>();
    const open: number[] = [];
    for (let index = 0; index < this.#ready.length; index += 1) {
      const { owner, lane } = this.#ready[index] as Turn;
      if (owner?.state === 'dead') {
        this.#ready.splice(index, 1);
        index -= 1;
        continue;
      }
      if (lane !== undefined && lanes.has(lane)) continue;
      if (lane !== undefined) lanes.add(lane);
      if (owner?.state !== 'frozen') open.push(index);
    }
    const chosen = open[Math.floor(this.#random() * open.length)];
    return chosen === undefined ? undefined : this.#ready.splice(chosen, 1)[0];
  }
}

interface Immediate {
  setImmediate?: (callback: () => void) => unknown;
}

/** After everything that has been promised. Node's is quicker than a message to oneself, which works everywhere. */
function nextMacrotask(): Promise<void> {
  const { setImmediate } = globalThis as Immediate;
  if (setImmediate) return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
