import type { FhirClient } from '@samspil/sdk/fhir';
import type { Provenance, ProvenanceAgent } from 'fhir/r4';

/** What the server keeps about one write. Instants are ISO 8601. */
export interface ProvenanceFacts {
  readonly id: string;
  /** Name of the author where the server gives one, else the reference. */
  readonly who: string | undefined;
  /** Id and version of the software, as `id|version`. */
  readonly software: string | undefined;
  readonly lease: string | undefined;
  readonly sentAt: string | undefined;
}

/**
 * Reads back who wrote a resource, with which software, and when it was sent.
 *
 * @throws the codes of a FHIR search
 */
export async function readProvenance(
  fhir: FhirClient,
  reference: string,
  signal: AbortSignal,
): Promise<ProvenanceFacts[]> {
  const bundle = await fhir.search<Provenance>('Provenance', { target: reference }, { signal });
  const records = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Provenance' ? [resource] : [],
  );
  return records.map(factsOf);
}

function factsOf({ id, agent, entity, recorded }: Provenance): ProvenanceFacts {
  const author = agent.find((each) => hasType(each, 'author')) ?? agent[0];
  const software = agent.find((each) => hasType(each, 'assembler'));
  return {
    id: id ?? '',
    who: author?.who.display ?? author?.who.reference,
    software: software?.who.identifier?.value ?? software?.who.display,
    lease: entity?.[0]?.what.identifier?.value,
    sentAt: recorded,
  };
}

function hasType({ type }: ProvenanceAgent, code: string): boolean {
  return type?.coding?.some((coding) => coding.code === code) ?? false;
}
