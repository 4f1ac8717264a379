import type { FhirResource, Meta, Narrative } from 'fhir/r4';
import { isEqual } from './equal.ts';
import { mergeList } from './merge-list.ts';
import type { Elements, MergeContext, Versions } from './types.ts';

/** Labels are never asked about: where the sides differ in one, theirs stands. */
const LABELS: MergeContext = { isBaseKnown: true, isStrict: false, decide: () => 'theirs' };

/**
 * Version and time are theirs. A label (profile, security, tag) that this side added or took away stays so: without it
 * what is confidential would not be told.
 */
export function mergeMeta({ base, mine, theirs }: Versions<Meta | undefined>): Meta | undefined {
  const merged: Record<string, unknown> = { ...theirs };
  for (const name of ['profile', 'security', 'tag'] as const) {
    const lists = { base: base?.[name] ?? [], mine: mine?.[name] ?? [], theirs: theirs?.[name] ?? [] };
    const place = { path: `meta.${name}`, plain: `meta.${name}`, name };
    const list = mergeList(lists, place, LABELS) ?? lists.theirs;
    if (list.length > 0) merged[name] = list;
    else delete merged[name];
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}

/** The resource without what is not merged: id, meta and a narrative that was made from the rest. */
export function contentOf(resource: FhirResource): Elements {
  const { id: _id, meta: _meta, text, ...content } = resource as FhirResource & { text?: Narrative };
  // Such a text says what no element does.
  return text?.status === 'additional' ? { ...content, text } : { ...content };
}

/** True when two versions say the same: content and labels, whatever their version and their narrative. */
export function hasSameContent(a: FhirResource, b: FhirResource): boolean {
  const labels = ({ meta }: FhirResource) => [meta?.profile ?? [], meta?.security ?? []];
  return isEqual(contentOf(a), contentOf(b)) && isEqual(labels(a), labels(b));
}

/** The narrative that still tells what the merged content says; undefined where none does. */
export function narrativeFor(
  content: Elements,
  { base, mine, theirs }: Versions<FhirResource | undefined>,
): Narrative | undefined {
  const isTheirs = theirs !== undefined && isEqual(content, contentOf(theirs));
  const isMine = mine !== undefined && isEqual(content, contentOf(mine));
  if (isTheirs && isMine) return isEqual(textOf(base), textOf(theirs)) ? textOf(mine) : textOf(theirs);
  if (isTheirs) return textOf(theirs);
  return isMine ? textOf(mine) : undefined;
}

function textOf(resource: FhirResource | undefined): Narrative | undefined {
  return (resource as { text?: Narrative } | undefined)?.text;
}
