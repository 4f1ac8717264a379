import type { Provenance, ProvenanceAgent, ProvenanceEntity } from 'fhir/r4';
import type { EntryContent } from '../entry.ts';
import { OPERATION_SYSTEM, withMark } from './operation-mark.ts';

const AGENT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
/** The plugin, as `id|version`. */
export const PLUGIN_SYSTEM = 'https://samspil.dk/fhir/plugin';
/** Software that acts without a plugin. */
export const SOFTWARE_SYSTEM = 'https://samspil.dk/fhir/software';
/** Two versions became one (ISO 21089, a record's life cycle). */
const MERGED = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'merge' }],
};
/** The lease that the write was saved under. */
export const LEASE_SYSTEM = 'https://samspil.dk/fhir/lease';

/**
 * Who recorded it, with which software, under which lease, and when it left this device
 * (https://hl7.org/fhir/R4/provenance.html). `occurredDateTime` and `recorded` are times of sending; the time of
 * measurement stays in the resources.
 */
export function provenanceOf(content: EntryContent, targets: readonly string[], sentAt: string): Provenance {
  const { id, version, title } = content.plugin;
  const agents: ProvenanceAgent[] = [
    { type: agentType('author'), who: content.author },
    {
      type: agentType('assembler'),
      who: { identifier: { system: PLUGIN_SYSTEM, value: `${id}|${version}` }, display: title ?? id },
    },
    ...mergersOf(content),
  ];
  const { bases = [], theirs = [] } = content.mergedFrom ?? {};
  const provenance: Provenance = {
    resourceType: 'Provenance',
    id: content.provenance.reference.slice('Provenance/'.length),
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: sentAt,
    recorded: sentAt,
    agent: agents,
    entity: [
      { role: 'source', what: { identifier: { system: LEASE_SYSTEM, value: content.lease } } },
      // What the server refused before a person corrected it.
      ...(content.lineage ?? []).map((value): ProvenanceEntity => ({
        role: 'revision',
        what: { identifier: { system: OPERATION_SYSTEM, value } },
      })),
      // What was there before it, and what both sides began with.
      ...theirs.map((reference): ProvenanceEntity => ({ role: 'revision', what: { reference } })),
      ...bases.map((reference): ProvenanceEntity => ({ role: 'source', what: { reference } })),
    ],
  };
  if (content.mergedFrom) provenance.activity = MERGED;
  return withMark(provenance, content.provenance.mark, true) as Provenance;
}

/** Whoever put two versions together: a person who decided, else this software. */
function mergersOf({ mergedFrom, decided }: EntryContent): ProvenanceAgent[] {
  if (!mergedFrom) return [];
  if (decided) return [{ type: agentType('verifier'), who: decided.by }];
  const who = { identifier: { system: SOFTWARE_SYSTEM, value: 'samspil-outbox' }, display: 'Samspil' };
  return [{ type: agentType('assembler'), who }];
}

function agentType(code: string): ProvenanceAgent['type'] {
  return { coding: [{ system: AGENT_TYPE, code }] };
}
