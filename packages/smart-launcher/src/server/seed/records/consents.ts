import type { Consent } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';

const MUNICIPALITY = { reference: 'Organization/org-home-nursing', display: 'Hjemmesygeplejen' };

/** Whether what is measured at home may be seen by the municipality: most said yes, some no. */
export function* consents(plan: PatientPlan, calendar: Calendar): Generator<Consent> {
  if (plan.country !== 'DK' || plan.archetype.setting !== 'home') return;
  const isDenied = Number(plan.id.slice(-1)) % 5 === 0;
  const patient = { reference: `Patient/${plan.id}` };
  yield synthetic<Consent>(`${plan.id}-consent-1`, {
    resourceType: 'Consent',
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      text: 'Deling af oplysninger',
    },
    category: [{ text: 'Målinger hjemmefra' }],
    patient,
    dateTime: calendar.instant(calendar.at(plan.startDaysAgo, 11)),
    performer: [patient],
    policyRule: { text: 'Sundhedsloven § 42 a' },
    provision: {
      type: isDenied ? 'deny' : 'permit',
      actor: [
        {
          role: { text: 'Modtager' },
          reference: MUNICIPALITY,
        },
      ],
      action: [{ text: 'Se målinger' }],
      ...(!isDenied && {
        provision: [{ type: 'deny' as const, action: [{ text: 'Se notater og breve' }] }],
      }),
    },
  });
}
