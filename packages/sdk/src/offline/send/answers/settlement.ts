import type { EntryContent, Write } from '../../entry.ts';
import type { RowPatch } from '../../store/entry-store.ts';
import type { Delivery } from '../deliver.ts';
import { withParts } from './parts.ts';

/** What an entry becomes, to be written down in one transaction. */
export interface Settlement {
  content: EntryContent;
  patch: RowPatch;
}

/** What follows for the entry from how its attempt ended. */
export function settlementOf(
  content: EntryContent,
  delivery: Exclude<Delivery, { kind: 'stopped' }>,
): Settlement {
  const { error: _error, standings: _standings, ...rest } = content;
  const clean = delivery.kind === 'accepted' ? rest : withParts(rest, delivery.parts);
  switch (delivery.kind) {
    case 'accepted':
      // The payload goes: what is left answers a repeat and tells later writes what they build on.
      return { content: withoutPayload(clean, delivery.results), patch: { state: 'accepted' } };
    case 'conflict':
      return {
        content: { ...withoutKey(clean), error: { code: 'conflict' }, standings: delivery.standings ?? [] },
        patch: { state: 'conflict', leftAfter: undefined },
      };
    case 'merged':
      return { content: withoutKey(delivery.content), patch: { state: 'stored', leftAfter: undefined } };
    case 'rejected': {
      const { code, issues, words = [] } = delivery;
      const error = { code, issues, ...(words.some((said) => said !== undefined) && { words }) };
      return { content: { ...withoutKey(clean), error }, patch: { state: 'rejected', leftAfter: undefined } };
    }
    case 'needs-login':
      return { content: { ...clean, error: { code: 'needs-login' } }, patch: { state: 'stored' } };
    case 'unavailable':
      return { content: { ...clean, error: { code: delivery.code } }, patch: { state: 'stored' } };
  }
}

/** The server answered for good under this key; the next try asks something new. */
function withoutKey({ idempotency: _idempotency, ...content }: EntryContent): EntryContent {
  return content;
}

/** The entry without its resources, with what the server made of them. */
export function withoutPayload(
  content: EntryContent,
  results: ReadonlyMap<string, NonNullable<Write['result']>> = new Map(),
): EntryContent {
  const bare = ({ resource: _resource, base: _base, ...write }: Write): Write => {
    const result = results.get(write.reference);
    return result ? { ...write, result } : write;
  };
  return { ...content, writes: content.writes.map(bare), provenance: bare(content.provenance) };
}
