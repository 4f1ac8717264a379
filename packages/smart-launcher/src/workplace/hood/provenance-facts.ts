import { formatNameInOrder, nameOf } from '@samspil/components/format';
import { parseLiteralReference } from '@samspil/sdk/fhir';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { HumanName, Provenance, ProvenanceAgent } from 'fhir/r4';

/** What the server keeps about one write. Instants are ISO 8601. */
export interface ProvenanceFacts {
  readonly id: string;
  /** The author's name, else the reference. */
  readonly who: string | undefined;
  /** Id and version of the software, as `id|version`. */
  readonly software: string | undefined;
  readonly lease: string | undefined;
  /** As the resource itself says. */
  readonly measuredAt: string | undefined;
  readonly sentAt: string | undefined;
}

/**
 * Reads back who wrote a resource, with which software, when it was measured and when it was sent.
 *
 * @throws the codes of a FHIR search and read
 */
export async function readProvenance(
  fhir: FhirClient,
  reference: string,
  signal: AbortSignal,
): Promise<ProvenanceFacts[]> {
  const [bundle, written] = await Promise.all([
    fhir.search<Provenance>('Provenance', { target: reference }, { signal }),
    fhir.read(reference, { signal }),
  ]);
  const records = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Provenance' ? [resource] : [],
  );
  const { effectiveDateTime, effectivePeriod } = written as {
    effectiveDateTime?: string;
    effectivePeriod?: { start?: string };
  };
  const measuredAt = effectiveDateTime ?? effectivePeriod?.start;
  return Promise.all(records.map((record) => factsOf(fhir, record, measuredAt, signal)));
}

async function factsOf(
  fhir: FhirClient,
  { id, agent, entity, recorded }: Provenance,
  measuredAt: string | undefined,
  signal: AbortSignal,
): Promise<ProvenanceFacts> {
  const author = agent.find((each) => hasType(each, 'author')) ?? agent[0];
  const software = agent.find((each) => hasType(each, 'assembler'));
  return {
    id: id ?? '',
    who: author && (await nameOfAgent(fhir, author, signal)),
    software: software?.who.identifier?.value ?? software?.who.display,
    lease: entity?.[0]?.what.identifier?.value,
    measuredAt,
    sentAt: recorded,
  };
}

async function nameOfAgent(
  fhir: FhirClient,
  { who: { display, reference } }: ProvenanceAgent,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (display !== undefined || !parseLiteralReference(reference ?? '')) return display ?? reference;
  try {
    const person = (await fhir.read(reference ?? '', { signal })) as { name?: HumanName[] };
    const name = nameOf(person.name);
    return name ? formatNameInOrder(name) : reference;
  } catch {
    // The reference says who it was, if less kindly.
    return reference;
  }
}

function hasType({ type }: ProvenanceAgent, code: string): boolean {
  return type?.coding?.some((coding) => coding.code === code) ?? false;
}
