import type { Observation, Reference } from 'fhir/r4';
import { SAMSPIL_SCORE, UCUM } from '../../code-systems.ts';
import type { News2Result } from './news2.ts';
import { news2 } from '../tables/news2.ts';

/** What {@link news2Observation} needs to know of the measurement; `measuredAt` is that of the oldest input. */
export interface ScoreContext {
  patient: Reference;
  performer: Reference;
  encounter?: Reference;
  measuredAt: string;
  issued: string;
}

/**
 * A complete NEWS2 as an Observation: the total, and a component with the points of each parameter, so that a reader
 * sees what the score is made of without having to find its inputs.
 *
 * The code is from a system of ours: our sources list no verified LOINC code for NEWS2, and SNOMED CT's is in the United
 * Kingdom extension. The total is therefore no DK Core basic observation, and its category is `survey`, which keeps it
 * out of searches for measured values.
 */
export function news2Observation(
  result: Extract<News2Result, { status: 'complete' }>,
  context: ScoreContext,
): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] },
    ],
    code: { coding: [{ system: SAMSPIL_SCORE, code: 'news2', display: 'NEWS2' }], text: 'NEWS2' },
    subject: context.patient,
    ...(context.encounter && { encounter: context.encounter }),
    effectiveDateTime: context.measuredAt,
    issued: context.issued,
    performer: [context.performer],
    method: {
      coding: [{ system: SAMSPIL_SCORE, code: `news2-scale${result.scale}` }],
      text: `NEWS2, SpO2 scale ${result.scale}. ${news2.credit}`,
    },
    valueQuantity: points(result.total),
    component: news2.parameters.map(({ key }) => ({
      code: { coding: [{ system: SAMSPIL_SCORE, code: `news2.${key}` }] },
      valueQuantity: points(result.points[key] ?? 0),
    })),
  };
}

/** The total an Observation recorded: shown as it is, also where it differs from what we compute (clinical.md §2.13). */
export function readNews2Total(observation: Observation): number | undefined {
  const isNews2 = observation.code.coding?.some(
    ({ system, code }) => system === SAMSPIL_SCORE && code === 'news2',
  );
  return isNews2 && observation.status !== 'entered-in-error' ? observation.valueQuantity?.value : undefined;
}

function points(value: number) {
  return { value, unit: 'point', system: UCUM, code: '{score}' };
}
