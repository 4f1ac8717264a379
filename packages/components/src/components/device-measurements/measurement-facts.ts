import type { Observation, Reference } from 'fhir/r4';
import { MDC } from '@samspil/sdk/clinical';
import { codesOf, objectsIn } from '../../format/concepts.ts';
import { personOf } from '../../format/people.ts';
import { codeKeys } from '../../observations/code-keys.ts';
import { newestFirst } from '../../observations/measured-at.ts';
import { withKeys } from '../../states/entry-keys.ts';

/** One measurement, as its row says it. */
export interface MeasurementFacts {
  readonly key: string;
  /** A device measured it, as far as the record says. */
  readonly isByDevice: boolean;
  /** Who stood by: the patient at home, or a relative. */
  readonly reportedBy: 'patient' | 'relative' | undefined;
  readonly observation: Observation;
}

export interface MeasurementGroups {
  /** Nobody of the staff has vouched for it. */
  readonly pending: readonly MeasurementFacts[];
  readonly validated: readonly MeasurementFacts[];
  /** Rejected, entered in error, cancelled: never shown as true, and never hidden. */
  readonly off: readonly MeasurementFacts[];
  /** What a device tells of itself: its battery, its clock. Nothing that is validated. */
  readonly technical: readonly MeasurementFacts[];
}

/** ISO/IEEE 11073: battery charge, and the clocks a device may have. */
export const BATTERY = `${MDC}|67996`;
const technical: readonly string[] = [
  BATTERY,
  `${MDC}|67975`,
  `${MDC}|67983`,
  `${MDC}|68072`,
  `${MDC}|68226`,
];
const PHD = 'http://hl7.org/fhir/uv/phd/';

/** Measurements of devices and of people at home, newest first, each in exactly one group; all others are left to other lists. */
export function groupMeasurements(observations: readonly Observation[]): MeasurementGroups {
  const groups = { pending: [], validated: [], off: [], technical: [] } as Record<
    keyof MeasurementGroups,
    MeasurementFacts[]
  >;
  for (const { key, resource } of withKeys(observations)) {
    const facts = factsOf(key, resource);
    const isTechnical = isAboutDevice(resource);
    if (facts.isByDevice || facts.reportedBy || isTechnical)
      groups[isTechnical ? 'technical' : groupOf(resource)].push(facts);
  }
  for (const entries of Object.values(groups))
    entries.sort((a, b) => newestFirst(a.observation, b.observation));
  return groups;
}

/** What a device tells of itself. */
export function isAboutDevice({ code }: Observation): boolean {
  return codeKeys(code).some((key) => technical.includes(key));
}

/**
 * Whether a member of the staff vouches for it. `performer` says who asserts the value as true
 * (https://hl7.org/fhir/R4/observation-definitions.html#Observation.performer); `final` alone does not tell, because
 * devices send it themselves (decision 0010).
 */
export function isValidated(observation: Observation): boolean {
  return (
    ['final', 'amended', 'corrected'].includes(observation.status) && validatorsOf(observation).length > 0
  );
}

/** Those of the staff who assert the value. */
export function validatorsOf(observation: Observation): Reference[] {
  return objectsIn<Reference>(observation.performer).filter((performer) => {
    const role = personOf(performer, observation.contained)?.role;
    return role === 'practitioner' || role === 'organization';
  });
}

function groupOf(observation: Observation): 'pending' | 'validated' | 'off' {
  const { status } = observation;
  if (status === 'entered-in-error' || status === 'cancelled') return 'off';
  return isValidated(observation) ? 'validated' : 'pending';
}

function factsOf(key: string, observation: Observation): MeasurementFacts {
  const roles = objectsIn<Reference>(observation.performer).map(
    (performer) => personOf(performer, observation.contained)?.role,
  );
  return {
    key,
    isByDevice: isByDevice(observation) || roles.includes('device'),
    reportedBy: roles.includes('relative') ? 'relative' : roles.includes('citizen') ? 'patient' : undefined,
    observation,
  };
}

function isByDevice({ device, meta, category }: Observation): boolean {
  const profiles: unknown = meta?.profile;
  const isPhd = Array.isArray(profiles) && profiles.some((each) => String(each).startsWith(PHD));
  const hasDevice = typeof device === 'object' && device !== null;
  return hasDevice || isPhd || objectsIn(category).some((each) => codesOf(each).includes('phd'));
}
