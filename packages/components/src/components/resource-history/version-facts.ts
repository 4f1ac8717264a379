import { mergeResource } from '@samspil/sdk/fhir';
import type { FhirResource, Identifier, Meta, Provenance, ProvenanceAgent } from 'fhir/r4';
import { codesOf, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';
import { answerChanges } from './answer-changes.ts';
import type { FieldDifference } from '../../fields/field-words.ts';

/** One version as it was read or given: its content, or that it is deleted, or that nobody can read it. */
export interface Version {
  readonly versionId: string;
  readonly kind: 'content' | 'deleted' | 'missing';
  readonly resource?: FhirResource | undefined;
  /** When it was stored, FHIR instant. */
  readonly storedAt?: string | undefined;
}

/** What changed with a version. */
export type VersionChanges =
  | { readonly kind: 'created' | 'deleted' | 'missing' | 'unseen' | 'incomparable' }
  /** From what it was (`mine`) to what it became (`theirs`). Empty where nothing that is shown differs. */
  | { readonly kind: 'changed'; readonly fields: readonly FieldDifference[] };

/** A version with what is known of it. */
export interface VersionFacts {
  readonly key: string;
  readonly version: Version;
  readonly changes: VersionChanges;
  readonly isWrong: boolean;
  readonly provenance: Provenance | undefined;
}

/** System of the mark that the outbox puts on all that one write makes. */
const OPERATION = 'https://samspil.dk/fhir/operation';

/** What belongs to storing and not to what was stored. */
const UNSEEN: ReadonlySet<string> = new Set(['meta', 'text', 'implicitRules', 'language', 'id']);

/**
 * Versions with their changes, newest first. `isWhole` says that the oldest given is the first there was; else nobody
 * knows what it changed.
 */
export function historyOf(
  versions: readonly Version[],
  provenances: readonly Provenance[],
  isWhole: boolean,
): { entries: VersionFacts[]; loose: number } {
  const used = new Set<Provenance>();
  // From the oldest on: a mark stays in the versions that somebody else makes of it.
  const made = versions.map(() => undefined as Provenance | undefined);
  for (const [index, version] of [...versions.entries()].reverse()) {
    const provenance = provenances.find((each) => !used.has(each) && isOf(each, version));
    if (provenance) used.add(provenance);
    made[index] = provenance;
  }
  const entries = versions.map((version, index): VersionFacts => {
    return {
      key: `${version.versionId}#${index}`,
      version,
      changes: changesOf(version, versions[index + 1], isWhole),
      isWrong: isWrong(version.resource),
      provenance: made[index],
    };
  });
  return { entries, loose: provenances.length - used.size };
}

function changesOf(version: Version, before: Version | undefined, isWhole: boolean): VersionChanges {
  if (version.kind !== 'content') return { kind: version.kind };
  if (!before) return { kind: isWhole ? 'created' : 'unseen' };
  if (before.kind === 'deleted') return { kind: 'created' };
  if (!before.resource || !version.resource) return { kind: 'unseen' };
  try {
    // Without knowing what both began with, every difference is told: that is the comparison of two versions.
    const result = mergeResource(undefined, before.resource, version.resource);
    const fields = result.kind === 'conflict' ? result.conflicts : [];
    const isForm = version.resource.resourceType === 'QuestionnaireResponse';
    const answers = isForm ? answerChanges(before.resource, version.resource) : undefined;
    return {
      kind: 'changed',
      fields: fields
        .filter(({ elements }) => !elements.every((name) => UNSEEN.has(name)))
        .flatMap((field) => (answers && field.elements[0] === 'item' ? answers : [field])),
    };
  } catch {
    return { kind: 'incomparable' };
  }
}

/**
 * A provenance names the version it tells of, or carries the mark of the same write, or was stored in the same moment (they
 * come in one transaction).
 */
function isOf({ target, meta }: Provenance, { versionId, storedAt, resource }: Version): boolean {
  const references = objectsIn(target).map(({ reference }) => textIn(reference) ?? '');
  const versioned = references.filter((reference) => reference.includes('/_history/'));
  if (versioned.length > 0)
    return versioned.some((reference) => reference.endsWith(`/_history/${versionId}`));
  const marks = marksIn(resource);
  if (marksIn({ meta }).some((mark) => marks.includes(mark))) return true;
  return storedAt !== undefined && meta?.lastUpdated === storedAt;
}

/** Marks of the writes that made it, without what tells one resource of a write from another. */
function marksIn(resource: object | undefined): string[] {
  const { meta, identifier } = (resource ?? {}) as { meta?: Meta | undefined; identifier?: Identifier[] };
  const tags = objectsIn(meta?.tag).flatMap(({ system, code }) => (system === OPERATION ? [code] : []));
  // A changed resource is marked in its tag; its identifier is from when it was made.
  const values = objectsIn(identifier).flatMap(({ system, value }) => (system === OPERATION ? [value] : []));
  return (tags.length > 0 ? tags : values).flatMap((mark) => textIn(mark)?.replace(/\.\d+$/, '') ?? []);
}

/** Never shown as true and never hidden, wherever the type says so. */
function isWrong(resource: FhirResource | undefined): boolean {
  const { status, verificationStatus } = (resource ?? {}) as Record<string, unknown>;
  return status === 'entered-in-error' || codesOf(verificationStatus as never).includes('entered-in-error');
}

/** Who took part in a version, by role. */
export function agentsOf(provenance: Provenance | undefined): {
  author: ProvenanceAgent | undefined;
  app: string | undefined;
  decidedBy: ProvenanceAgent | undefined;
  isMerged: boolean;
} {
  const agents = objectsIn(provenance?.agent);
  const withType = (code: string) => agents.find(({ type }) => codesOf(type).includes(code));
  const isApp = (agent: ProvenanceAgent) => agent === withType('assembler');
  return {
    author: withType('author') ?? agents.find((agent) => !isApp(agent)),
    app: appOf(withType('assembler')),
    decidedBy: withType('verifier'),
    isMerged: codesOf(provenance?.activity).includes('merge'),
  };
}

/** The plugin by its title and version, as the outbox stamps it: `id|version`. */
function appOf(agent: ProvenanceAgent | undefined): string | undefined {
  const [id, version] = (textIn(agent?.who?.identifier?.value) ?? '').split('|');
  const name = textIn(agent?.who?.display) ?? textIn(id);
  return name && textIn(version) ? `${name} ${version}` : name;
}
