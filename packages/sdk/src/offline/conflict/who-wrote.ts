import type { FhirResource, HumanName, Provenance, Reference } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import type { FhirClient, RequestOptions } from '../../fhir/index.ts';

/** A resource and its Provenance of one transaction are stored this close to each other, in milliseconds. */
const SAME_TRANSACTION_MS = 2000;

/**
 * Who made this version, as its Provenance says. Undefined where none speaks of this version, or it may not be read: an
 * earlier writer must not be named for what a later one did.
 *
 * @throws `aborted` only; without an answer nobody is named
 */
export async function whoWrote(
  resource: FhirResource,
  client: FhirClient,
  options: RequestOptions,
): Promise<Reference | undefined> {
  const reference = `${resource.resourceType}/${resource.id}`;
  try {
    const parameters = { target: reference, _sort: '-recorded', _count: 10 };
    const page = await client.search<Provenance>('Provenance', parameters, options);
    const found = (page.entry ?? []).flatMap(({ resource: one }) =>
      one?.resourceType === 'Provenance' && isOf(one, resource, reference) ? [one] : [],
    );
    return await named(authorOf(found[0]), client, options);
  } catch (error) {
    if (!isSamspilError(error) || error.code === 'aborted') throw error;
    return undefined;
  }
}

/** A Provenance may name its author by reference alone; the person who decides knows a colleague by name. */
async function named(
  who: Reference | undefined,
  client: FhirClient,
  options: RequestOptions,
): Promise<Reference | undefined> {
  if (!who?.reference || who.display !== undefined) return who;
  try {
    const person = await client.read(who.reference, options);
    const display = nameOf('name' in person && Array.isArray(person.name) ? person.name : []);
    return display === undefined ? who : { ...who, display };
  } catch (error) {
    if (!isSamspilError(error) || error.code === 'aborted') throw error;
    return who;
  }
}

function nameOf(names: readonly HumanName[]): string | undefined {
  const name = names.find(({ use }) => use === 'official' || use === 'usual') ?? names[0];
  const parts = [...(name?.given ?? []), name?.family].filter((part) => part !== undefined);
  return name?.text ?? (parts.length > 0 ? parts.join(' ') : undefined);
}

function isOf({ target, meta }: Provenance, resource: FhirResource, reference: string): boolean {
  const version = `${reference}/_history/${resource.meta?.versionId}`;
  const targets = target.flatMap(({ reference: one }) => (one === undefined ? [] : [one]));
  if (targets.some((one) => one === version || one.endsWith(`/${version}`))) return true;
  const isTarget = targets.some((one) => one === reference || one.endsWith(`/${reference}`));
  const apartMs = Date.parse(meta?.lastUpdated ?? '') - Date.parse(resource.meta?.lastUpdated ?? '');
  return isTarget && Math.abs(apartMs) <= SAME_TRANSACTION_MS;
}

/** The author; else whoever is named first. */
function authorOf(provenance: Provenance | undefined): Reference | undefined {
  const agents = provenance?.agent ?? [];
  const author = agents.find(({ type }) => type?.coding?.some(({ code }) => code === 'author'));
  return (author ?? agents[0])?.who;
}
