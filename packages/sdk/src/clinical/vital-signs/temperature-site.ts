import type { Observation } from 'fhir/r4';
import { codesIn, codingKey, MDC } from '../code-systems.ts';

/** Where a temperature was taken, as far as TOBS asks. */
export type TemperatureSite = 'rectal' | 'oral' | 'axillary';

// Device codes tell the site by themselves (clinical.md §6). Sites by SNOMED CT are not in our sources.
const codes: Readonly<Record<string, TemperatureSite>> = {
  188420: 'rectal',
  188424: 'oral',
  188452: 'axillary',
};
const sites = new Map(
  Object.entries(codes).flatMap(([code, site]) =>
    codesIn(MDC)(code).map((coding) => [codingKey(coding), site] as const),
  ),
);

/** The site that the code of a temperature states. Undefined when it says nothing: never guessed from the value. */
export function temperatureSite({ code }: Pick<Observation, 'code'>): TemperatureSite | undefined {
  for (const coding of code?.coding ?? []) {
    const site = sites.get(codingKey(coding));
    if (site) return site;
  }
  return undefined;
}
