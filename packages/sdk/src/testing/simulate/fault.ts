import type { SamspilErrorCode } from '../../errors.ts';
import { SamspilError } from '../../errors.ts';
import type { Prepared } from '../../workplace/prepare.ts';
import { seededRandom } from './seeded.ts';

/** A request of the workplace to the FHIR server, by what it is. */
export type ServerPoint = 'fhir.read' | 'fhir.search' | 'fhir.save';

/**
 * Where a fault strikes: a request to the FHIR server, the question before the patient changes (`prepare`), or the
 * question whether the plugin is there (`heartbeat`).
 */
export type FaultPoint = ServerPoint | 'prepare' | 'heartbeat';

/**
 * Something that goes wrong between the workplace and the FHIR server, or between the workplace and the plugin.
 *
 * - `delay`: the answer comes `ms` later. Default 1 000. A `prepare` that is answered after its budget counts as not
 *   answered: the plugin is parked without its draft.
 * - `drop`: no answer comes; `after` says what was lost. Default: drawn.
 *   - `before-effect`: the question. The server, or the plugin, never hears it. At `heartbeat` the workplace seems to
 *     stand still: after four intervals `workplace.reachable` is false in the plugin, until the next one arrives.
 *   - `after-effect`: only the answer. At `heartbeat` the workplace does not hear the plugin: after two in a row it is
 *     `not-responding`, after four it has failed with `timeout` and is taken off the page.
 * - `reject`: the server says no, with the HTTP status that leads to `code`.
 * - `answer`: the workplace hears this in place of what the plugin answered to `prepare`: that it holds, or parks.
 */
export type Fault = {
  /** How often it strikes, from 0 (never) to 1. Drawn from the seed. Default 1. */
  readonly probability?: number;
  /** It strikes at most this often. Default: without end. */
  readonly times?: number;
} & (
  | { readonly at: FaultPoint; readonly kind: 'delay'; readonly ms?: number }
  | { readonly at: FaultPoint; readonly kind: 'drop'; readonly after?: 'before-effect' | 'after-effect' }
  | { readonly at: ServerPoint; readonly kind: 'reject'; readonly code: keyof typeof STATUSES }
  | { readonly at: 'prepare'; readonly kind: 'answer'; readonly answer: Prepared }
);

/** Status that a FHIR client of ours turns into this code. */
export const STATUSES = {
  'needs-login': 401,
  denied: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  rejected: 422,
  server: 503,
} as const satisfies Partial<Record<SamspilErrorCode, number>>;

/** What happens to one request, or to one question to the plugin. */
export interface DrawnFault {
  delayMs: number;
  drop: 'before-effect' | 'after-effect' | undefined;
  status: number | undefined;
  /** What is heard in place of the plugin's answer. */
  answer?: Prepared;
}

/** Draws, for each request and question, what goes wrong with it. The same seed and the same requests give the same faults. */
export class FaultSource {
  readonly #faults: { fault: Fault; left: number }[];
  readonly #random: () => number;

  /** @throws `invalid-request` for a probability outside 0 to 1 */
  constructor(faults: readonly Fault[], seed: number) {
    for (const { probability = 1 } of faults) {
      if (!(probability >= 0 && probability <= 1))
        throw new SamspilError('invalid-request', 'The probability of a fault lies between 0 and 1.');
    }
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    this.#random = seededRandom(seed);
  }

  draw(point: FaultPoint): DrawnFault {
    const drawn: DrawnFault = { delayMs: 0, drop: undefined, status: undefined };
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (fault.at !== point || entry.left === 0) continue;
      // Drawn also where it is certain, so that one probability does not shift the draws of another fault.
      const chance = this.#random();
      if (chance >= (fault.probability ?? 1)) continue;
      entry.left -= 1;
      if (fault.kind === 'delay') drawn.delayMs += fault.ms ?? 1_000;
      else if (fault.kind === 'reject') drawn.status = STATUSES[fault.code];
      else if (fault.kind === 'answer') drawn.answer = fault.answer;
      else drawn.drop = fault.after ?? (this.#random() < 0.5 ? 'before-effect' : 'after-effect');
    }
    return drawn;
  }
}
