import type { HumanName, Patient, RelatedPerson } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import { synthetic } from '../synthetic.ts';
import type { Random } from '../random.ts';
import { phoneIn } from './addresses.ts';
import { names } from './names.ts';
import type { PatientPlan } from './plan.ts';

const CONFIDENTIALITY = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  code: 'R',
  display: 'restricted',
};
const SEKRETESSMARKERING = {
  system: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel',
  code: 'sekretessmarkering',
};
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const INTERPRETER = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

/** The Patient, in the shape of DK Core (Danish) or of the Swedish base profiles. */
export function patient(plan: PatientPlan, calendar: Calendar): Patient {
  const { special, country } = plan;
  const protection = country === 'SE' ? SEKRETESSMARKERING : CONFIDENTIALITY;
  const [languageCode, languageName] = special?.interpreter ?? [];
  const isUnknown = special?.hasNoBirthDate === true;
  return synthetic<Patient>(plan.id, {
    resourceType: 'Patient',
    ...(special?.isProtected && { meta: { security: [protection] } }),
    ...(languageCode && { extension: [{ url: INTERPRETER, valueBoolean: true }] }),
    identifier: [plan.identifier],
    active: true,
    name: namesOf(plan),
    ...(!isUnknown && {
      telecom: [{ system: 'phone', value: plan.phone, use: plan.ageYears < 15 ? 'home' : 'mobile' }],
    }),
    gender: plan.gender,
    ...(isUnknown
      ? { _birthDate: { extension: [{ url: ABSENT, valueCode: 'unknown' }] } }
      : { birthDate: plan.birthDate }),
    ...(special?.isDeceased && { deceasedDateTime: calendar.instant(calendar.at(plan.endDaysAgo, 23, 10)) }),
    ...(!isUnknown && { address: [plan.address] }),
    ...(languageCode && {
      communication: [
        {
          language: {
            coding: [{ system: 'urn:ietf:bcp:47', code: languageCode }],
            text: languageName,
          },
          preferred: true,
        },
      ],
    }),
    ...(!isUnknown && { generalPractitioner: [{ reference: `Organization/${plan.practice}` }] }),
  });
}

function namesOf({ given, family, special }: PatientPlan): HumanName[] {
  const official = nameOf(special?.hasNoBirthDate ? 'temp' : 'official', given, family);
  return [
    official,
    ...(special?.calledName ? [nameOf('usual', special.calledName, family)] : []),
    ...(special?.formerFamily ? [nameOf('maiden', given, special.formerFamily)] : []),
  ];
}

function nameOf(use: NonNullable<HumanName['use']>, given: string, family: string): HumanName {
  return { use, text: `${given} ${family}`, family, given: given.split(' ') };
}

/** The mother of a child, or the next of kin of some adults. */
export function* relatives(plan: PatientPlan, random: Random): Generator<RelatedPerson> {
  const isChild = plan.ageYears < 18;
  const hasNextOfKin = random.chance(0.5);
  const given = random.pick(names[plan.country].female);
  const phone = isChild ? plan.phone : phoneIn(plan.country, random);
  if (plan.special?.hasNoBirthDate || (!isChild && !hasNextOfKin)) return;
  yield synthetic<RelatedPerson>(`${plan.id}-relative-1`, {
    resourceType: 'RelatedPerson',
    active: true,
    patient: { reference: `Patient/${plan.id}` },
    relationship: [
      {
        coding: [
          isChild
            ? { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH', display: 'mother' }
            : { system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N', display: 'Next-of-Kin' },
        ],
        text: isChild ? 'Mor' : 'Nærmeste pårørende',
      },
    ],
    name: [nameOf('official', given, plan.family)],
    telecom: [{ system: 'phone', value: phone, use: 'mobile' }],
    ...(isChild && { address: [plan.address] }),
  });
}
