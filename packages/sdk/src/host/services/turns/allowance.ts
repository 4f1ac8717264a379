import { SamspilError } from '../../../errors.ts';
import type { Runtime } from '../../../runtime.ts';

/** At most `count` in any window of `windowMs`. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

/** How often one plugin may do what a person sees or another plugin hears. Its mounts share them. */
export const SERVICE_LIMITS = {
  notify: { count: 5, windowMs: 60_000 },
  confirm: { count: 10, windowMs: 60_000 },
  open: { count: 10, windowMs: 60_000 },
  done: { count: 10, windowMs: 60_000 },
  overlay: { count: 10, windowMs: 60_000 },
  download: { count: 5, windowMs: 60_000 },
  print: { count: 5, windowMs: 60_000 },
  resize: { count: 50, windowMs: 10_000 },
  shortcuts: { count: 20, windowMs: 10_000 },
  key: { count: 20, windowMs: 2_000 },
  dirty: { count: 100, windowMs: 10_000 },
  bus: { count: 100, windowMs: 10_000 },
} as const satisfies Record<string, Limit>;

export type Limited = keyof typeof SERVICE_LIMITS;

/** Counts by plugin and by what it does, in a sliding window. Kept for as long as the host: a reload forgives nothing. */
export class Allowance {
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #times = new Map<string, number[]>();

  constructor(runtime: Pick<Runtime, 'now'>) {
    this.#runtime = runtime;
  }

  /** Counts one. @throws `too-many-requests` */
  spend(pluginId: string, what: Limited): void {
    const { count, windowMs } = SERVICE_LIMITS[what];
    const now = this.#runtime.now();
    const key = `${what} ${pluginId}`;
    const recent = (this.#times.get(key) ?? []).filter((at) => now - at < windowMs && at <= now);
    this.#times.set(key, recent);
    if (recent.length >= count)
      throw new SamspilError('too-many-requests', 'This plugin asks the workplace too often: slow down.');
    recent.push(now);
  }
}
