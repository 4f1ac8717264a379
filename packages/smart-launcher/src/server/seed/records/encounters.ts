import type { Encounter, Reference } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import { type ColleagueKey, practitionerReference } from '../people/practitioners.ts';
import type { PatientPlan } from '../people/plan.ts';
import { bedId, bedName, wardId } from '../places/locations.ts';
import { type WardKey, wards } from '../places/wards.ts';
import { synthetic } from '../synthetic.ts';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const PHYSICIANS: Record<WardKey, ColleagueKey> = {
  m1: 'anna-holm',
  l2: 'amir-rahimi',
  o3: 'anna-holm',
  b4: 'karen-bluehme',
  h1: 'karen-bluehme',
  i5: 'amir-rahimi',
};

/** Who is responsible: the ward's physician, or the patient's own. */
export function physicianOf({ archetype }: PatientPlan): Reference {
  return practitionerReference(archetype.ward ? PHYSICIANS[archetype.ward] : 'inger-marie-aagaard');
}

/** Who measures: on the ward, at home, or in Sweden. */
export function nurseOf({ archetype, country }: PatientPlan): Reference {
  if (country === 'SE') return practitionerReference('aasa-lindstroem');
  if (archetype.setting === 'home') return practitionerReference('jonas-oestergaard');
  return practitionerReference(archetype.ward === 'm1' ? 'sidsel-noergaard' : 'mette-kjaer');
}

/** The one stay, or course of home care, of a patient. */
export function encounterReference(plan: PatientPlan): Reference {
  return { reference: `Encounter/${plan.id}-encounter-1` };
}

/** A stay on a ward, in a bed while it lasts; or care at home. */
export function encounter(plan: PatientPlan, calendar: Calendar): Encounter {
  const { archetype, bed, endDaysAgo, startDaysAgo } = plan;
  const ward = wards.find(({ key }) => key === archetype.ward);
  const start = calendar.instant(calendar.at(startDaysAgo, 5, 40));
  const end = endDaysAgo > 0 ? calendar.instant(calendar.at(endDaysAgo, 23, 20)) : undefined;
  const period = { start, ...(end && { end }) };
  return synthetic<Encounter>(`${plan.id}-encounter-1`, {
    resourceType: 'Encounter',
    status: end ? 'finished' : 'in-progress',
    class: ward
      ? { system: ACT_CODE, code: 'IMP', display: 'inpatient encounter' }
      : { system: ACT_CODE, code: 'HH', display: 'home health' },
    subject: { reference: `Patient/${plan.id}` },
    participant: [
      {
        type: [
          {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'ATND' }],
          },
        ],
        individual: physicianOf(plan),
      },
    ],
    period,
    reasonCode: [{ text: archetype.reason }],
    ...(ward && {
      // Bed and ward both, so that a search by ward finds the patient without knowing its beds.
      location: [
        ...(bed
          ? [
              {
                location: { reference: `Location/${bedId(bed)}`, display: bedName(bed) },
                status: 'active' as const,
                physicalType: physicalType('bd'),
              },
            ]
          : []),
        {
          location: { reference: `Location/${wardId(ward.key)}`, display: ward.name },
          status: end ? ('completed' as const) : ('active' as const),
          physicalType: physicalType('wa'),
        },
      ],
    }),
    serviceProvider: { reference: `Organization/${ward ? `org-ward-${ward.key}` : homeProvider(plan)}` },
  });
}

function homeProvider({ country }: PatientPlan): string {
  return country === 'SE' ? 'org-gp-ekbacken' : 'org-home-nursing';
}

function physicalType(code: 'bd' | 'wa') {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code }] };
}
