/** What a plugin may cost before the host stops loading it. Times in milliseconds, memory in bytes. */
export interface WatchBudgets {
  /** So many faults of one version within {@link faultWindowMs}, and no more of it is loaded for a while. Default 3. */
  readonly faults: number;
  /** Default 10 minutes. */
  readonly faultWindowMs: number;
  /** Pauses before one instance is tried again, the next longer than the last. Default 30 s, 2 min, 10 min, 1 h. */
  readonly backOffMs: readonly number[];
  /** How far a pause is drawn out by chance, as a share, so that a ward's screens do not all try at once. Default 0.2. */
  readonly jitter: number;
  /** An instance that was tried again counts as well after this long without a fault. Default 30 s. */
  readonly trialMs: number;
  /** A version that ran this long without a fault is one to go back to. Default 5 minutes. */
  readonly provenMs: number;
  /** So many failed trials, and the last proven version is taken instead, where there is one. Default 2. */
  readonly trialsBeforeRollBack: number;
  /** What a plugin's frame may keep on its heap, by its own account. Default 300 MB. */
  readonly memoryBytes: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const DEFAULT_BUDGETS: WatchBudgets = {
  faults: 3,
  faultWindowMs: 10 * MINUTE,
  backOffMs: [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE],
  jitter: 0.2,
  trialMs: 30 * SECOND,
  provenMs: 5 * MINUTE,
  trialsBeforeRollBack: 2,
  memoryBytes: 300_000_000,
};
