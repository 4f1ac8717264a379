import { isSamspilError } from '../../../errors.ts';
import type { Entry } from '../../entry.ts';
import type { Verdict } from './verdict.ts';

/** This long after a write left a server may still show something older, because not all of it is in step. Milliseconds. */
const SETTLING_MS = 120_000;
/** So many entries that may not be read are passed over; then the server counts as one that does not say. */
const MOST_UNKNOWN = 3;

/** What {@link lookForLoss} needs. */
export interface LossQuestion {
  /** The accepted ones. */
  entries: readonly Entry[];
  /** Only those with this number or an earlier one. */
  upTo: number;
  /** Milliseconds since the epoch. */
  now: number;
  ask: (entry: Entry) => Promise<Verdict>;
  putBack: (entry: Entry) => Promise<void>;
}

/** There was no answer that says anything. */
export interface Unheard {
  /** Number of the write that was asked about: what came after it is known to stand, or was put back. */
  upTo: number;
  sequence: number;
  /** How long the server asks to wait. */
  retryAfterMs: number | undefined;
}

/**
 * Finds out whether the server lost what it confirmed, as after a restored backup (`offline-faults.md` F25). Asks for the
 * newest; usually it stands, and with it all that was confirmed before it left: a backup that has the later one has the
 * earlier ones too. Only those that were under way beside it are asked for as well. What is lost is put back, and the next
 * earlier one is asked for, until one stands.
 *
 * @returns undefined when the server was heard
 */
export async function lookForLoss(question: LossQuestion): Promise<Unheard | undefined> {
  const { upTo, now, ask, putBack } = question;
  const newestFirst = question.entries
    .filter(({ row }) => numberOf(row) <= upTo)
    .sort((a, b) => numberOf(b.row) - numberOf(a.row) || b.row.sequence - a.row.sequence);
  let standsUpTo = -1;
  let unknown = 0;
  for (const entry of newestFirst) {
    const { row } = entry;
    if (numberOf(row) <= standsUpTo || unknown === MOST_UNKNOWN) break;
    const unheard = { upTo: numberOf(row), sequence: row.sequence, retryAfterMs: undefined };
    try {
      const verdict = await ask(entry);
      if (verdict === 'stands') standsUpTo = Math.max(standsUpTo, row.leftAfter ?? 0);
      else if (verdict === 'unknown') unknown += 1;
      else if (Math.abs(now - (row.sentAt ?? 0)) < SETTLING_MS) return unheard;
      else await putBack(entry);
    } catch (error) {
      if (!isSamspilError(error)) throw error;
      const { retryAfterMs } = error as { retryAfterMs?: number };
      return { ...unheard, retryAfterMs };
    }
  }
  return undefined;
}

/** 0 for those that were accepted before numbers were given: older than all that have one. */
function numberOf({ acceptedAs = 0 }: Entry['row']): number {
  return acceptedAs;
}
