import type { Observation } from 'fhir/r4';
import { formatWhen } from '../format/onset.ts';
import { textIn } from '../states/render-facts.ts';

/** When the value was true for the patient (clinical.md 2.6), as it was recorded; of a period its end. */
export function measuredAt(observation: Observation): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod, effectiveTiming } = observation;
  return (
    textIn(effectiveDateTime) ??
    textIn(effectiveInstant) ??
    textIn(effectivePeriod?.end) ??
    textIn(effectivePeriod?.start) ??
    textIn(Array.isArray(effectiveTiming?.event) ? effectiveTiming.event[0] : undefined)
  );
}

/** On the screen; undefined where nobody says. */
export function measuredAtText(observation: Observation, locale: string): string | undefined {
  return formatWhen(measuredAt(observation), locale);
}

/** Newest first; what has no time comes last. */
export function newestFirst(a: Observation, b: Observation): number {
  return instantOf(b) - instantOf(a);
}

/** All of them, newest first, each read once. As they came when they came so, which a server's answer does. */
export function newestOnTop<T extends Observation>(observations: readonly T[]): readonly T[] {
  if (areNewestFirst(observations)) return observations;
  const dated = observations.map((observation) => ({ observation, at: instantOf(observation) }));
  return dated.sort((a, b) => b.at - a.at).map(({ observation }) => observation);
}

function areNewestFirst(observations: readonly Observation[]): boolean {
  let before = Infinity;
  for (const observation of observations) {
    const at = instantOf(observation);
    if (at > before) return false;
    before = at;
  }
  return true;
}

/** Milliseconds, for order and drawing; far in the past where nobody says. */
export function instantOf(observation: Observation): number {
  const at = Date.parse(measuredAt(observation) ?? '');
  return Number.isNaN(at) ? -8.64e15 : at;
}
