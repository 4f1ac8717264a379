import type { Condition, MedicationRequest, ServiceRequest } from 'fhir/r4';
import { SAMSPIL_SCORE, SNOMED_CT } from '@samspil/sdk/clinical';
import type { Calendar } from '../calendar.ts';
import { conditions } from '../courses/conditions.ts';
import { medications, tolerated } from '../courses/medications.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, physicianOf } from './encounters.ts';

const SKS_DIAGNOSIS = 'urn:oid:1.2.208.176.2.4.12';
const ATC = 'http://www.whocc.no/atc';

/** The problem list: the first is why the patient is here, the others are older. */
export function* problems(plan: PatientPlan, calendar: Calendar): Generator<Condition> {
  for (const [index, key] of plan.archetype.conditions.entries()) {
    const { sks, snomed } = conditions[key];
    const isReason = index === 0 && plan.archetype.setting === 'ward';
    yield synthetic<Condition>(`${plan.id}-condition-${index + 1}`, {
      resourceType: 'Condition',
      clinicalStatus: coded('condition-clinical', 'active'),
      verificationStatus: coded('condition-ver-status', 'confirmed'),
      category: [coded('condition-category', isReason ? 'encounter-diagnosis' : 'problem-list-item')],
      code: {
        coding: [
          { system: SKS_DIAGNOSIS, code: sks[0], display: sks[1] },
          { system: SNOMED_CT, code: snomed },
        ],
        text: sks[1],
      },
      subject: { reference: `Patient/${plan.id}` },
      ...(isReason && { encounter: encounterReference(plan) }),
      onsetDateTime: calendar.day(
        isReason ? plan.startDaysAgo : Math.min(365 * 3, plan.ageYears * 300) + index * 90,
      ),
      recordedDate: calendar.day(plan.startDaysAgo),
      recorder: physicianOf(plan),
    });
  }
}

/** What the patient is given, with the dose in Danish. Nobody gets what they do not tolerate. */
export function* prescriptions(plan: PatientPlan, calendar: Calendar): Generator<MedicationRequest> {
  for (const [index, ordered] of plan.archetype.medications.entries()) {
    const medication = medications[tolerated(ordered, plan.allergy === 'penicillin')];
    const perDay = 'perDay' in medication ? medication.perDay : undefined;
    yield synthetic<MedicationRequest>(`${plan.id}-medication-${index + 1}`, {
      resourceType: 'MedicationRequest',
      status: plan.endDaysAgo > 0 ? 'completed' : 'active',
      intent: 'order',
      medicationCodeableConcept: {
        coding: [{ system: ATC, code: medication.atc }],
        text: medication.name,
      },
      subject: { reference: `Patient/${plan.id}` },
      encounter: encounterReference(plan),
      authoredOn: calendar.instant(calendar.at(plan.startDaysAgo, 12, index)),
      requester: physicianOf(plan),
      dosageInstruction: [
        {
          text: medication.dosage,
          ...(perDay ? { timing: { repeat: { frequency: perDay, period: 1, periodUnit: 'd' } } } : {}),
          ...(medication.dosage.includes('efter behov') && { asNeededBoolean: true }),
          route: { text: medication.route },
        },
      ],
    });
  }
}

/** The order that lets NEWS2 use saturation scale 2: without it, scale 1 holds (clinical.md §3.1, rule 4). */
export function* scoreOrders(plan: PatientPlan, calendar: Calendar): Generator<ServiceRequest> {
  if (plan.archetype.scale !== 2) return;
  yield synthetic<ServiceRequest>(`${plan.id}-order-1`, {
    resourceType: 'ServiceRequest',
    status: plan.endDaysAgo > 0 ? 'completed' : 'active',
    intent: 'order',
    code: {
      coding: [{ system: SAMSPIL_SCORE, code: 'news2-scale2' }],
      text: 'NEWS2: SpO2-skala 2 (mål 88-92 %)',
    },
    subject: { reference: `Patient/${plan.id}` },
    encounter: encounterReference(plan),
    authoredOn: calendar.instant(calendar.at(plan.startDaysAgo, 12)),
    requester: physicianOf(plan),
  });
}

function coded(system: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}
