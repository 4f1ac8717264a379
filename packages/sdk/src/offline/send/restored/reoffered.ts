import type { EntryContent, Write } from '../../entry.ts';
import { withoutPayload } from '../answers/settlement.ts';
import { carrying } from '../company.ts';

/**
 * What a write becomes that the server confirmed and lost: one that needs a person. Never sent again by itself, because
 * somebody may have deleted it on purpose. It keeps its operation and its marks, so that it is recognised should it be there
 * after all. Its key goes: a façade that kept it over the restore would answer for what is gone.
 *
 * @param sent its content as it left
 */
export function reoffered(sent: EntryContent): EntryContent {
  const { idempotency: _idempotency, ...content } = carrying(sent, []);
  return {
    ...content,
    writes: content.writes.map(open),
    provenance: withoutResult(content.provenance),
    // It did leave, also where another one carried it.
    attempts: Math.max(content.attempts, 1),
    isReoffered: true,
    error: { code: 'server-restored' },
  };
}

/** The same of one whose copy is gone: nobody has it any more, and a person must be told. */
export function lostForGood(accepted: EntryContent): EntryContent {
  const { carriedUnder: _carriedUnder, ...content } = withoutPayload(accepted);
  return {
    ...content,
    // It is not where the server said that it was: what builds on it waits for a person's word.
    writes: content.writes.map(withoutResult),
    provenance: withoutResult(content.provenance),
    isReoffered: true,
    error: { code: 'storage-lost' },
  };
}

/** One without content was settled in favour of somebody else's version: it stays so. */
function open(write: Write): Write {
  return write.resource ? withoutResult(write) : write;
}

function withoutResult({ result: _result, ...write }: Write): Write {
  return write;
}
