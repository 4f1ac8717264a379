import type { FhirResource } from 'fhir/r4';

/** The elements that say when something was true for the patient, in the order to prefer. */
const TIMES = [
  'effectiveDateTime',
  'effectiveInstant',
  'performedDateTime',
  'occurrenceDateTime',
  'authored',
];
const PERIODS = ['effectivePeriod', 'performedPeriod', 'occurrencePeriod', 'period'];

/** When the clinician measured, as the first resource that says it; never the time of storing or sending. */
export function measuredAtOf(resources: readonly FhirResource[]): string | undefined {
  for (const resource of resources) {
    const elements = resource as unknown as Readonly<Record<string, unknown>>;
    const instant = TIMES.map((name) => elements[name]).find((value) => typeof value === 'string');
    if (typeof instant === 'string') return instant;
    const starts = PERIODS.map((name) => (elements[name] as { start?: unknown } | undefined)?.start);
    const start = starts.find((value) => typeof value === 'string');
    if (typeof start === 'string') return start;
  }
  return undefined;
}
