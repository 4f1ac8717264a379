import type { RiskAssessment } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, nurseOf } from './encounters.ts';

const LEVELS = {
  low: { text: 'Lav risiko', percent: 5 },
  moderate: { text: 'Moderat risiko', percent: 20 },
  high: { text: 'Høj risiko', percent: 45 },
} as const;

/** What is judged on the day somebody old comes to a ward: falls, and pressure ulcers. */
export function* riskAssessments(plan: PatientPlan, calendar: Calendar): Generator<RiskAssessment> {
  const { archetype, ageYears, startDaysAgo } = plan;
  if (archetype.setting !== 'ward' || ageYears < 65) return;
  const judged = (number: number, outcome: string, level: keyof typeof LEVELS, mitigation: string) =>
    synthetic<RiskAssessment>(`${plan.id}-risk-${number}`, {
      resourceType: 'RiskAssessment',
      status: 'final',
      subject: { reference: `Patient/${plan.id}` },
      encounter: encounterReference(plan),
      occurrenceDateTime: calendar.instant(calendar.at(startDaysAgo, 13, number)),
      performer: nurseOf(plan),
      method: { text: 'Sygeplejefaglig vurdering' },
      prediction: [
        {
          outcome: { text: outcome },
          qualitativeRisk: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/risk-probability', code: level }],
            text: LEVELS[level].text,
          },
          probabilityDecimal: LEVELS[level].percent,
          whenPeriod: { start: calendar.day(startDaysAgo) },
        },
      ],
      mitigation,
    });
  yield judged(
    1,
    'Fald',
    ageYears >= 80 ? 'high' : 'moderate',
    'Ganghjælpemiddel ved sengen, lys om natten.',
  );
  yield judged(2, 'Tryksår', ageYears >= 85 ? 'moderate' : 'low', 'Hud ses efter hver dag.');
}
