import type { ClinicalContext, Workplace } from '@samspil/sdk';
import { isSamspilError } from '@samspil/sdk';
import { latestPulse } from './pulse.ts';
import { textsIn } from './texts.ts';

/** Keeps `line` saying what the latest pulse of the open patient is, until `signal` aborts. */
export function showLatestPulse(line: HTMLElement, workplace: Workplace, signal: AbortSignal): void {
  let stopFollowing: () => void = () => undefined;

  const say = async (context: ClinicalContext): Promise<void> => {
    const t = textsIn(workplace.locale.value);
    try {
      const pulse = await latestPulse(context);
      const text = pulse ? (pulse.measuredAt ? t.latest : t.latestUndated) : t.none;
      line.textContent = text
        .replace('{value}', String(pulse?.value))
        .replace('{when}', pulse?.measuredAt ? t.when(pulse.measuredAt) : '');
    } catch (error) {
      // The patient is not on the screen any more: the next one has said its own already.
      if (isSamspilError(error) && (error.code === 'stale-context' || error.code === 'closed')) return;
      line.textContent = t.unread;
    }
  };
  const follow = (): void => {
    stopFollowing();
    const t = textsIn(workplace.locale.value);
    const context = workplace.context.value;
    line.textContent = context ? t.reading : t.noPatient;
    if (!context) return;
    // Whoever records for this patient: once the existing system has it, it may be a newer pulse.
    stopFollowing = context.fhir.subscribe(({ state }) => void (state === 'accepted' && say(context)));
    void say(context);
  };

  const stops = [workplace.context, workplace.locale, workplace.online].map((signalOf) =>
    signalOf.subscribe(follow),
  );
  signal.addEventListener('abort', () => {
    stopFollowing();
    for (const stop of stops) stop();
  });
  follow();
}
