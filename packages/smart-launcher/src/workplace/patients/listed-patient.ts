import { identifierOf, nameOf, parseDate } from '@samspil/components/format';
import type { NameParts, ShownIdentifier } from '@samspil/components/format';
import type { Encounter, Patient } from 'fhir/r4';
import type { Place, Places } from './places.ts';

/** Somebody on the list, with what she is found by. */
export interface ListedPatient {
  readonly id: string;
  readonly patient: Patient;
  readonly name: NameParts | undefined;
  readonly birthDate: string | undefined;
  readonly identifier: ShownIdentifier | undefined;
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
    patient,
    name: nameOf(patient.name),
    birthDate: parseDate(patient.birthDate) ? patient.birthDate : undefined,
    identifier: identifierOf(patient.identifier),
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
