import type { SamspilErrorCode } from '../../errors.ts';
import { SamspilError } from '../../errors.ts';
import { seededRandom } from './seeded.ts';

/** Where a fault strikes: a request of the workplace to the FHIR server, by what it is. */
export type FaultPoint = 'fhir.read' | 'fhir.search' | 'fhir.save';

/**
 * Something that goes wrong between the workplace and the FHIR server.
 *
 * - `delay`: the answer comes `ms` later. Default 1 000.
 * - `drop`: no answer comes, whether or not the server acted; `after` says which. Default: drawn.
 * - `reject`: the server says no, with the HTTP status that leads to `code`.
 */
export type Fault = {
  readonly at: FaultPoint;
  /** How often it strikes, from 0 (never) to 1. Drawn from the seed. Default 1. */
  readonly probability?: number;
  /** It strikes at most this often. Default: without end. */
  readonly times?: number;
} & (
  | { readonly kind: 'delay'; readonly ms?: number }
  | { readonly kind: 'drop'; readonly after?: 'before-effect' | 'after-effect' }
  | { readonly kind: 'reject'; readonly code: keyof typeof STATUSES }
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

/** What happens to one request. */
export interface DrawnFault {
  delayMs: number;
  drop: 'before-effect' | 'after-effect' | undefined;
  status: number | undefined;
}

/** Draws, for each request, what goes wrong with it. The same seed and the same requests give the same faults. */
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
      else drawn.drop = fault.after ?? (this.#random() < 0.5 ? 'before-effect' : 'after-effect');
    }
    return drawn;
  }
}
