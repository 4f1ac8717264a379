import type { NextContext } from '../../contract/context-change.ts';
import type { Runtime } from '../../runtime.ts';
import type { Hold, HoldDecider } from './hold-decider.ts';

/** `none`: there was nothing to decide. */
export type Decision = 'none' | 'stay' | 'overrule';

/** Asks the clinician, for as long as the answer is wanted. A decider that fails, or is not there, decides nothing: stay. */
export async function askClinician(
  decider: HoldDecider | undefined,
  holds: readonly Hold[],
  options: { runtime: Pick<Runtime, 'schedule'>; budgetMs: number; signal: AbortSignal; next: NextContext },
): Promise<'stay' | 'overrule'> {
  if (!decider) return 'stay';
  const { runtime, budgetMs, signal, next } = options;
  const over = new AbortController();
  const stop = () => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  const cancelTimer = runtime.schedule(budgetMs, stop);
  const outOfTime = new Promise<'stay'>((resolve) =>
    over.signal.addEventListener('abort', () => resolve('stay'), { once: true }),
  );
  try {
    const decided = await Promise.race([decider.decideHolds(holds, over.signal, next), outOfTime]);
    return decided === 'overrule' ? 'overrule' : 'stay';
  } catch {
    return 'stay';
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', stop);
    over.abort();
  }
}
