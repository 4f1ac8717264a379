import type { AllergyIntolerance, AllergyIntoleranceReaction, CodeableConcept } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import { practitionerReference } from '../people/practitioners.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';

const ATC = 'http://www.whocc.no/atc';
const SNOMED = 'http://snomed.info/sct';

interface Substance {
  code: CodeableConcept;
  category: NonNullable<AllergyIntolerance['category']>[number];
  criticality: NonNullable<AllergyIntolerance['criticality']>;
  reaction: { code: string; text: string; severity: NonNullable<AllergyIntoleranceReaction['severity']> };
}

// Substances by ATC and reactions, as the national CAVE service has them (clinical.md §4.5).
const substances = {
  penicillin: {
    code: { coding: [{ system: ATC, code: 'J01C' }], text: 'Penicilliner' },
    category: 'medication',
    criticality: 'high',
    reaction: { code: '39579001', text: 'Anafylaksi', severity: 'severe' },
  },
  contrast: {
    code: { coding: [{ system: ATC, code: 'V08A' }], text: 'Jodholdigt kontraststof' },
    category: 'medication',
    criticality: 'low',
    reaction: { code: '271807003', text: 'Udslæt', severity: 'moderate' },
  },
  nsaid: {
    code: { coding: [{ system: ATC, code: 'M01A' }], text: 'NSAID' },
    category: 'medication',
    criticality: 'unable-to-assess',
    reaction: { code: '422587007', text: 'Kvalme', severity: 'mild' },
  },
  latex: {
    code: { coding: [{ system: SNOMED, code: '111088007' }], text: 'Latex' },
    category: 'environment',
    criticality: 'low',
    reaction: { code: '247472004', text: 'Nældefeber', severity: 'mild' },
  },
  peanut: {
    code: { coding: [{ system: SNOMED, code: '762952008' }], text: 'Jordnødder' },
    category: 'food',
    criticality: 'high',
    reaction: { code: '39579001', text: 'Anafylaksi', severity: 'severe' },
  },
} as const satisfies Record<string, Substance>;

/** A substance, "none known" which somebody has asked about, or nothing recorded: three different things. */
export type AllergyKey = keyof typeof substances | 'no-known' | 'not-recorded';

/** What the patient does not tolerate (CAVE), or that nothing is known; nothing where nobody has asked. */
export function* allergies(plan: PatientPlan, calendar: Calendar): Generator<AllergyIntolerance> {
  if (plan.allergy === 'not-recorded') return;
  const known = plan.allergy === 'no-known' ? undefined : substances[plan.allergy];
  yield synthetic<AllergyIntolerance>(`${plan.id}-allergy-1`, {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: status('allergyintolerance-clinical', 'active'),
    verificationStatus: status('allergyintolerance-verification', known ? 'confirmed' : 'unconfirmed'),
    type: 'allergy',
    ...(known && { category: [known.category], criticality: known.criticality }),
    code: known?.code ?? {
      coding: [{ system: SNOMED, code: '716186003', display: 'No known allergy' }],
      text: 'Ingen kendte allergier',
    },
    patient: { reference: `Patient/${plan.id}` },
    recordedDate: calendar.day(plan.startDaysAgo),
    recorder: practitionerReference('anna-holm'),
    ...(known && {
      reaction: [
        {
          manifestation: [
            { coding: [{ system: SNOMED, code: known.reaction.code }], text: known.reaction.text },
          ],
          severity: known.reaction.severity,
        },
      ],
    }),
  });
}

function status(system: string, code: string): CodeableConcept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}
