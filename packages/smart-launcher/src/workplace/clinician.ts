import { formatNameInOrder, nameOf } from '@samspil/components/format';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { CodeableConcept, HumanName, PractitionerRole } from 'fhir/r4';
import { PLUGIN_ADMIN, WORKPLACE_ROLE } from '../shared/workplace-role.ts';

/** Who is signed in, as far as the record tells. */
export interface Clinician {
  readonly name: string | undefined;
  /** In the words of the organisation. */
  readonly role: string | undefined;
  /** Whether the person answers for the plugins of this workplace. */
  readonly mayAdminister: boolean;
  /** Ids of the places the person works at. */
  readonly places: readonly string[];
}

/**
 * Reads the signed-in user and, for a Practitioner, the first active role.
 *
 * @throws the codes of a FHIR read
 */
export async function readClinician(fhir: FhirClient, user: string, signal: AbortSignal): Promise<Clinician> {
  const person = (await fhir.read(user, { signal })) as { name?: HumanName[] };
  const name = nameOf(person.name);
  const role = user.startsWith('Practitioner/') ? await roleOf(fhir, user, signal) : undefined;
  return {
    name: name && formatNameInOrder(name),
    role: role?.code?.[0]?.text ?? role?.code?.[0]?.coding?.[0]?.display,
    mayAdminister: role?.code?.some(isPluginAdmin) ?? false,
    places: (role?.location ?? []).flatMap(({ reference }) => reference?.replace(/^.*Location\//, '') ?? []),
  };
}

function isPluginAdmin({ coding }: CodeableConcept): boolean {
  return coding?.some(({ system, code }) => system === WORKPLACE_ROLE && code === PLUGIN_ADMIN) ?? false;
}

/** A person without a readable role still is a person. */
async function roleOf(
  fhir: FhirClient,
  practitioner: string,
  signal: AbortSignal,
): Promise<PractitionerRole | undefined> {
  try {
    const bundle = await fhir.search<PractitionerRole>(
      'PractitionerRole',
      { practitioner, _count: 10 },
      { signal },
    );
    const roles = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
    return roles.find(({ active }) => active !== false);
  } catch {
    return undefined;
  }
}
