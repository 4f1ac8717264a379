import type { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, nurseOf } from './encounters.ts';
import data from './questionnaires.json' with { type: 'json' };

const RISK = 'http://terminology.hl7.org/CodeSystem/risk-probability';

const forms = data as unknown as readonly (Questionnaire & { id: string })[];

/** The forms that every patient can be asked. */
export function* questionnaires(): Generator<Questionnaire> {
  for (const { id, ...form } of forms) yield synthetic<Questionnaire>(id, form);
}

/** What was asked about falls on the day somebody old came to a ward. */
export function* filledForms(plan: PatientPlan, calendar: Calendar): Generator<QuestionnaireResponse> {
  const { archetype, ageYears, startDaysAgo } = plan;
  if (archetype.setting !== 'ward' || ageYears < 70) return;
  yield filledIn(plan, calendar, [
    group('history', 'Tidligere fald', [
      {
        linkId: 'fallen',
        text: 'Er patienten faldet inden for det seneste år?',
        answer: [{ valueBoolean: true }],
      },
      { linkId: 'falls', text: 'Antal fald', answer: [{ valueInteger: ageYears >= 80 ? 3 : 1 }] },
      { linkId: 'latest', text: 'Seneste fald', answer: [{ valueDate: calendar.day(startDaysAgo + 40) }] },
    ]),
    group('factors', 'Risikofaktorer', [
      {
        linkId: 'factor',
        text: 'Sæt kryds ved det, der passer',
        answer: [{ valueString: 'Svimmelhed' }, { valueString: 'Går usikkert' }],
      },
    ]),
    group('judgement', 'Samlet vurdering', [
      {
        linkId: 'risk',
        text: 'Risiko for fald',
        answer: [
          {
            valueCoding:
              ageYears >= 80
                ? { system: RISK, code: 'high', display: 'Høj' }
                : { system: RISK, code: 'moderate', display: 'Moderat' },
          },
        ],
      },
      {
        linkId: 'measures',
        text: 'Hvad gør vi?',
        answer: [{ valueString: 'Ganghjælpemiddel ved sengen, lys om natten. Følges til toilettet.' }],
      },
    ]),
  ]);
}

function filledIn(
  plan: PatientPlan,
  calendar: Calendar,
  item: QuestionnaireResponseItem[],
): QuestionnaireResponse {
  const { url, version } = forms.find(({ id }) => id === 'questionnaire-falls') ?? {};
  return synthetic<QuestionnaireResponse>(`${plan.id}-form-1`, {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${url}|${version}`,
    status: 'completed',
    subject: { reference: `Patient/${plan.id}` },
    encounter: encounterReference(plan),
    authored: calendar.instant(calendar.at(plan.startDaysAgo, 13, 20)),
    author: nurseOf(plan),
    item,
  });
}

function group(linkId: string, text: string, item: QuestionnaireResponseItem[]): QuestionnaireResponseItem {
  return { linkId, text, item };
}
