import { genderOf, hasProtection, identifierOf, nameOf, parseDate } from '@samspil/components/format';
import type { NameParts, ShownGender, ShownIdentifier } from '@samspil/components/format';
import type { Encounter, Patient } from 'fhir/r4';
import type { Place, Places } from './places.ts';

/** One row of the patient list. A missing fact is undefined and gets a word on the screen. */
export interface ListedPatient {
  readonly id: string;
  readonly name: NameParts | undefined;
  readonly birthDate: string | undefined;
  readonly gender: ShownGender;
  readonly identifier: ShownIdentifier | undefined;
  readonly isProtected: boolean;
  readonly isDeceased: boolean;
  /** What the patient is in now; undefined when there is none. */
  readonly stay: Stay | undefined;
}

/** An encounter that lasts. */
export interface Stay {
  /** Id of the Encounter. */
  readonly encounter: string;
  /** In a bed of a hospital, and not seen at home or as an outpatient. */
  readonly isAdmitted: boolean;
  readonly place: Place | undefined;
  /** FHIR dateTime. */
  readonly since: string | undefined;
}

/** Reads a Patient that may be incomplete, with the encounter she is in. */
export function listedPatient(
  patient: Patient,
  encounter: Encounter | undefined,
  places: Places,
): ListedPatient {
  return {
    id: patient.id ?? '',
    name: nameOf(patient.name),
    birthDate: parseDate(patient.birthDate) ? patient.birthDate : undefined,
    gender: genderOf(patient.gender),
    identifier: identifierOf(patient.identifier),
    isProtected: hasProtection(patient),
    isDeceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    stay: encounter && stayOf(encounter, places),
  };
}

function stayOf(encounter: Encounter, places: Places): Stay | undefined {
  if (!encounter.id) return undefined;
  const since = encounter.period?.start;
  return {
    encounter: encounter.id,
    isAdmitted: isAdmitted(encounter),
    place: places.of(encounter),
    since,
  };
}

/** HL7 v3 ActCode: ambulatory, home health, virtual, field. */
const NOT_ADMITTED = new Set(['AMB', 'HH', 'VR', 'FLD']);

function isAdmitted(encounter: Encounter): boolean {
  // Absent in records that do not follow the profile, whatever the type says.
  const { code } = (encounter.class ?? {}) as { code?: string };
  return code === undefined || !NOT_ADMITTED.has(code);
}
