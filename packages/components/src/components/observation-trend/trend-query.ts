import {
  bloodPressurePanel,
  bloodPressurePanelAliases,
  vitalSign,
  vitalSignAliases,
  type VitalSignKey,
} from '@samspil/sdk/clinical';
import type { ClinicalContext, SearchParameters } from '@samspil/sdk';
import type { Observation } from 'fhir/r4';
import { trendNames, type TrendName } from './trend-series.ts';

/** How many Observations are read at most: weeks of a ward's measurements. The newest come first. */
const readAtMost = 600;

/** Which cards an element shows: those named in `vital`, separated by space or `|`; all without it. */
export function namesOf(vital: string | undefined): readonly TrendName[] {
  const wanted = (vital ?? '')
    .split(/[\s|,]+/)
    .map((name) => (/^(sys|dia)tolic$/.test(name) ? 'bloodPressure' : name));
  const known = trendNames.filter((name) => wanted.includes(name));
  return known.length > 0 ? known : trendNames;
}

/** The vital signs of the lease's patient. `code` is a list of LOINC codes, else the codes of the cards are asked for. */
export async function readObservations(
  lease: ClinicalContext,
  query: { code: string | undefined; names: readonly TrendName[] },
  signal: AbortSignal,
): Promise<Observation[]> {
  const { code, names } = query;
  const asksForAll = names.length === trendNames.length;
  const parameters: SearchParameters = {
    ...(code
      ? {
          code: code
            .split(/[\s|,]+/)
            .filter(Boolean)
            .join(','),
        }
      : asksForAll
        ? { category: 'vital-signs' }
        : { code: codesOf(names).join(',') }),
    _sort: '-date',
    _count: 200,
  };
  const found: Observation[] = [];
  const pages = lease.fhir.search<Observation>('Observation', parameters, { signal, limit: readAtMost });
  for await (const observation of pages) found.push(observation);
  return found;
}

/** Every code a card's values may come under, whatever the system. */
function codesOf(names: readonly TrendName[]): string[] {
  const keys = names.flatMap((name): VitalSignKey[] =>
    name === 'bloodPressure'
      ? ['systolic', 'diastolic']
      : name === 'oxygenSaturation'
        ? [name, 'oxygen']
        : [name],
  );
  const codings = [
    ...keys.flatMap((key) => [...vitalSign(key).write, ...vitalSignAliases[key]]),
    ...(names.includes('bloodPressure') ? [...bloodPressurePanel.write, ...bloodPressurePanelAliases] : []),
  ];
  return [...new Set(codings.flatMap(({ code }) => code ?? []))];
}
