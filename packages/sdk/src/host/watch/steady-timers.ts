import type { Runtime } from '../../runtime.ts';
import type { WatchBudgets } from './health/budgets.ts';
import type { WatchedPlugin } from './watched-plugin.ts';

export interface SteadyTimersOptions {
  runtime: Pick<Runtime, 'schedule'>;
  budgets: Pick<WatchBudgets, 'trialMs' | 'provenMs'>;
  onTrialPassed(place: WatchedPlugin): void;
  onProven(place: WatchedPlugin): void;
}

/** Measures how long each place runs well without a break: a short while ends a trial, a long one proves a version. */
export class SteadyTimers {
  readonly #options: SteadyTimersOptions;
  readonly #cancels = new Map<WatchedPlugin, () => void>();

  constructor(options: SteadyTimersOptions) {
    this.#options = options;
  }

  /** Told with each change: as long as `isWell` stays true the time runs. */
  follow(place: WatchedPlugin, isWell: boolean): void {
    if (isWell === this.#cancels.has(place)) return;
    this.#cancels.get(place)?.();
    this.#cancels.delete(place);
    if (!isWell) return;
    const { runtime, budgets } = this.#options;
    const stops = [
      runtime.schedule(budgets.trialMs, () => this.#options.onTrialPassed(place)),
      runtime.schedule(budgets.provenMs, () => this.#options.onProven(place)),
    ];
    this.#cancels.set(place, () => stops.forEach((stop) => stop()));
  }
}
