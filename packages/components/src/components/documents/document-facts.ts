import type { Attachment, DocumentReference } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { instantOf, newestFirst } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';

const statuses = ['current', 'superseded', 'entered-in-error'] as const;
const docStatuses = ['preliminary', 'final', 'amended', 'entered-in-error'] as const;

/** One document, as its row says it. */
export interface DocumentFacts {
  readonly key: string;
  readonly name: string | undefined;
  /** What kind of document; undefined where the name says it. */
  readonly kind: string | undefined;
  /** Undefined for one we do not know; it is shown as it came. */
  readonly status: (typeof statuses)[number] | undefined;
  readonly docStatus: (typeof docStatuses)[number] | undefined;
  /** Its files: the same content in several forms, or several parts. */
  readonly files: readonly Attachment[];
  /** Milliseconds since the epoch; undefined when no date is given or it cannot be read. */
  readonly at: number | undefined;
  readonly document: DocumentReference;
}

export interface DocumentGroups {
  /** Newest first, like all that follow. Also those of which nobody says that they are not in force. */
  readonly current: readonly DocumentFacts[];
  readonly superseded: readonly DocumentFacts[];
  /** Entered in error, the entry or the document itself: never shown as true, and never hidden. */
  readonly wrong: readonly DocumentFacts[];
}

/** Documents by whether they are in force, each in exactly one group. */
export function groupDocuments(documents: readonly DocumentReference[]): DocumentGroups {
  const groups = { current: [], superseded: [], wrong: [] } as Record<keyof DocumentGroups, DocumentFacts[]>;
  for (const { key, resource } of withKeys(documents)) {
    const facts = factsOf(key, resource);
    groups[groupOf(facts)].push(facts);
  }
  for (const group of Object.values(groups)) group.sort((a, b) => newestFirst(a.at, b.at));
  return groups;
}

/** When it was written, where the record says so; else when it was put into the record. */
export function writtenAt(document: DocumentReference): string | undefined {
  const creations = filesOf(document).map(({ creation }) => textIn(creation));
  return creations.find((creation) => instantOf(creation) !== undefined) ?? textIn(document.date);
}

function factsOf(key: string, document: DocumentReference): DocumentFacts {
  const files = filesOf(document);
  const type = conceptText(document.type);
  const titles = files.flatMap(({ title }) => textIn(title) ?? []);
  const name = titles[0] ?? type ?? textIn(document.description);
  return {
    key,
    name,
    kind: type === name ? undefined : type,
    status: statuses.find((known) => known === document.status),
    docStatus: docStatuses.find((known) => known === document.docStatus),
    files,
    at: instantOf(writtenAt(document)),
    document,
  };
}

function filesOf({ content }: DocumentReference): Attachment[] {
  return objectsIn(objectsIn(content).map(({ attachment }) => attachment));
}

function groupOf({ status, docStatus }: DocumentFacts): keyof DocumentGroups {
  if (status === 'entered-in-error' || docStatus === 'entered-in-error') return 'wrong';
  return status === 'superseded' ? 'superseded' : 'current';
}
