/**
 * What goes wrong with one request (`offline-faults.md` F1, F2, F3, F12, F13, F14):
 * - `lose-request`: cut before the server acts;
 * - `repeat`: the server acts, the line is cut, and the browser sends it again by itself `times` times (§1.1); the last
 *   answer arrives unless `isLost`;
 * - `cut`: the server acts, half of its answer arrives;
 * - `web-page`: a captive portal answers instead, with this status;
 * - `status`: the server, or what stands before it, answers this; `isAfter`: although it acted;
 * - `late`: the answer comes `ms` later; `isWholeLate`: the request does, and the answer too;
 * - `answers`: a transaction's answer lacks its entries, has fewer, or has them in another order;
 * - `refused-inside`: 200 with a refused line inside, and nothing was stored.
 */
export type NetworkFault =
  | { readonly kind: 'lose-request' | 'cut' | 'refused-inside' }
  | { readonly kind: 'repeat'; readonly times: number; readonly isLost: boolean }
  | { readonly kind: 'web-page'; readonly status: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, an HTTP date, or nonsense; `{date}` stands for a date one minute from now. */
      readonly retryAfter?: string;
      readonly isAfter?: boolean;
    }
  | { readonly kind: 'late'; readonly ms: number; readonly isWholeLate: boolean }
  | { readonly kind: 'answers'; readonly shape: 'none' | 'fewer' | 'reversed' };

/** Which requests a fault strikes: those that write, or the next one whatever it is. */
export interface AimedFault {
  readonly at: 'save' | 'any';
  readonly fault: NetworkFault;
}
