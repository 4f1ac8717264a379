/**
 * Two versions of a draft that never left this device may leave as one: whoever fills in a form by and by saves it ten
 * times in a dead spot, and nobody but her has seen nine of them. It is done only where nothing is lost by it:
 *
 * - the earlier version calls itself a draft (`fhir/draft-statuses.ts`); what somebody stands behind is never left out;
 * - the same person wrote both with the same plugin under the same lease, so that one Provenance is true of both;
 * - each is one resource, the later one is made on top of the earlier one, and nothing between them touches it or is
 *   referred to by it;
 * - neither has ever been on its way.
 *
 * Nothing is rewritten in the store. The earlier entry names those that leave with it (`carries`), in the transaction that
 * makes it `sending`; they are `sending` as well, so nobody can give them up meanwhile. What the server then holds bears
 * the marks of all of them. When it is refused they part again, each as it was saved.
 */
import type { FhirResource } from 'fhir/r4';
import { isDraft } from '../../fhir/draft-statuses.ts';
import { UNFINISHED } from '../entry.ts';
import type { Entry, EntryContent, Write } from '../entry.ts';
import { withFurtherMarks, withMark } from '../write/operation-mark.ts';
import { referencesIn } from '../write/references.ts';

/**
 * The entries that may leave with the first one, in order.
 * @param entries those of the queue, in order of sequence
 */
export function companionsOf(first: Entry, entries: Iterable<Entry>): Entry[] {
  const own = soleWrite(first);
  if (!own || !isDraft(own.resource)) return [];
  const companions: Entry[] = [];
  const madeBetween = new Set<string>();
  let newest = first;
  for (const entry of entries) {
    if (entry.row.sequence <= first.row.sequence || !UNFINISHED.has(entry.row.state)) continue;
    const { writes } = entry.content;
    const references = referencesIn(writes.map(({ resource }) => resource));
    const isNext = isOnTopOf(entry, newest, own) && ![...references].some((one) => madeBetween.has(one));
    if (isNext) {
      companions.push(entry);
      newest = entry;
      continue;
    }
    // Whoever else writes or names the record must find it as it was saved up to then.
    if (references.has(own.reference) || writes.some(({ reference }) => reference === own.reference)) break;
    for (const { reference, isNew } of writes) if (isNew) madeBetween.add(reference);
  }
  return companions;
}

/** What leaves for an entry that carries others: the content of the last one, under the name and the marks of all. */
export function withCompanions(content: EntryContent, companions: readonly Entry[]): EntryContent {
  const [own] = content.writes;
  const newest = companions.at(-1)?.content.writes[0]?.resource;
  if (!own || !newest || own.result) return content;
  const marks = companions.flatMap(({ content: { writes } }) => writes.map(({ mark }) => mark));
  const resource = withFurtherMarks(withMark(newest, own.mark, own.isNew), marks);
  return { ...content, writes: [{ ...own, resource }] };
}

function isOnTopOf(later: Entry, newest: Entry, own: Write & { resource: FhirResource }): boolean {
  const before = soleWrite(newest);
  const write = soleWrite(later);
  if (!before || !write || write.isNew || write.reference !== own.reference) return false;
  const a = newest.content;
  const b = later.content;
  return (
    isDraft(before.resource) &&
    (own.isNew ? write.baseVersionId === undefined : write.baseVersionId === own.baseVersionId) &&
    a.patient === b.patient &&
    a.lease === b.lease &&
    a.plugin.id === b.plugin.id &&
    a.plugin.version === b.plugin.version &&
    a.author.reference !== undefined &&
    a.author.reference === b.author.reference
  );
}

/** The one resource of an entry that was never on its way, and in no conflict. */
function soleWrite({ row, content }: Entry): (Write & { resource: FhirResource }) | undefined {
  const [write, ...more] = content.writes;
  const isUntouched =
    row.state === 'stored' && content.attempts === 0 && !content.mergedFrom && !content.decided;
  if (!write?.resource || write.result || more.length > 0 || !isUntouched) return undefined;
  return { ...write, resource: write.resource };
}
