/**
 * A transaction is all or nothing, but not every server keeps that: some answer 200 and take forty-nine of fifty lines, as
 * if it were a batch. What such a server took is remembered line by line and never sent again; the rest goes on alone.
 */
import type { EntryContent, Write, WriteResult } from '../../entry.ts';

/** What the server took, by the write's own reference. */
export type Parts = ReadonlyMap<string, WriteResult>;

/** The content with what was taken so far. Those resources have their place; their payload goes. */
export function withParts(content: EntryContent, parts: Parts | undefined): EntryContent {
  if (!parts || parts.size === 0) return content;
  const taken = (write: Write): Write => {
    const result = parts.get(write.reference);
    if (!result) return write;
    const { resource: _resource, ...bare } = write;
    return { ...bare, result };
  };
  // The rest is other bytes than before, so it goes under another key.
  const { idempotency: _idempotency, ...rest } = content;
  return { ...rest, writes: content.writes.map(taken), provenance: taken(content.provenance) };
}

/** A Provenance that arrived with a part speaks for that part. What is left needs one of its own. */
export function withOpenProvenance(content: EntryContent, randomUUID: () => string): EntryContent {
  const { provenance, writes, operationId } = content;
  if (!provenance.result) return content;
  const taken = writes.filter(({ result }) => result).length;
  const { result: _result, ...open } = provenance;
  const reference = `Provenance/${randomUUID()}`;
  return { ...content, provenance: { ...open, reference, mark: `${operationId}.after.${taken}` } };
}
