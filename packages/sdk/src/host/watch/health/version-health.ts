import type { WatchBudgets } from './budgets.ts';

/**
 * How one version of a plugin does on this workplace: a circuit breaker. Values, not objects: what happens gives the next.
 *
 * `closed`: it is loaded. `open`: it is not, until `retryAt`. `half-open`: one instance is tried. `withdrawn`: it had its
 * trials and is given up; only a person brings it back.
 */
export type VersionHealth =
  | { readonly circuit: 'closed'; readonly faultsAt: readonly number[] }
  | { readonly circuit: 'open'; readonly failedTrials: number; readonly retryAt: number }
  | { readonly circuit: 'half-open'; readonly failedTrials: number }
  | { readonly circuit: 'withdrawn' };

/** A version of which nothing bad is known. */
export const HEALTHY: VersionHealth = { circuit: 'closed', faultsAt: [] };

/** One fault: an instance of this version had to be taken off the page. */
export interface Fault {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether another version could take this one's place. */
  readonly canRollBack: boolean;
  /** From 0 to below 1: where in the jitter the next pause ends. */
  readonly chance: number;
}

/** After a fault. While the circuit is open, what still ran may fail: that adds nothing. */
export function afterFault(health: VersionHealth, fault: Fault, budgets: WatchBudgets): VersionHealth {
  switch (health.circuit) {
    case 'closed': {
      const faultsAt = [...recent(health.faultsAt, fault.at, budgets), fault.at];
      return faultsAt.length < budgets.faults
        ? { circuit: 'closed', faultsAt }
        : { circuit: 'open', failedTrials: 0, retryAt: pauseFrom(fault, 0, budgets) };
    }
    case 'half-open': {
      const failedTrials = health.failedTrials + 1;
      const isOver =
        failedTrials >= budgets.backOffMs.length ||
        (fault.canRollBack && failedTrials >= budgets.trialsBeforeRollBack);
      return isOver
        ? { circuit: 'withdrawn' }
        : { circuit: 'open', failedTrials, retryAt: pauseFrom(fault, failedTrials, budgets) };
    }
    case 'open':
    case 'withdrawn':
      return health;
  }
}

/** One instance may be loaded: the pause is over, or a person wants it now. */
export function toTrial(health: VersionHealth): VersionHealth {
  return health.circuit === 'open' ? { circuit: 'half-open', failedTrials: health.failedTrials } : health;
}

/** The instance that was tried did well for long enough: all may be loaded, and the budget is whole again. */
export function afterGoodTrial(health: VersionHealth): VersionHealth {
  return health.circuit === 'half-open' ? HEALTHY : health;
}

/** Faults that still count against the budget. */
export function countedFaults(health: VersionHealth, now: number, budgets: WatchBudgets): number {
  return health.circuit === 'closed' ? recent(health.faultsAt, now, budgets).length : budgets.faults;
}

function recent(faultsAt: readonly number[], now: number, { faultWindowMs }: WatchBudgets): number[] {
  return faultsAt.filter((at) => now - at < faultWindowMs);
}

/** Never earlier than the pause itself: chance only draws it out. */
function pauseFrom({ at, chance }: Fault, step: number, { backOffMs, jitter }: WatchBudgets): number {
  const pause = backOffMs[Math.min(step, backOffMs.length - 1)] ?? 0;
  return at + Math.round(pause * (1 + jitter * chance));
}
