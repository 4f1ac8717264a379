import type { ShownState } from './shown-states.ts';

/** One operation as those saw it who cannot be mistaken: the app that was told it is durable, and the server's journal. */
export interface Witnessed {
  readonly name: string;
  /** When the app was told that it is durable. */
  readonly acknowledgedAt: number;
  /** When the server's journal had it; infinite for one that it never got. */
  readonly inJournalAt: number;
  /** When a person was truly needed: from the server's refusal until she had decided. */
  readonly needed?: { readonly from: number; readonly until: number };
  /** When a person gave it up. */
  readonly givenUpAt?: number;
}

/** What a line of the element claims. */
interface Claim {
  readonly isAllSent: boolean;
  readonly waiting: number;
  readonly received: number;
  readonly needsPerson: number;
}

/**
 * Each state that was shown although the journal contradicts it: "all sent" while something acknowledged was not in the
 * journal; fewer waiting than that; more received than the journal had; a call for a person whom nothing needed.
 */
export function untruths(shown: readonly ShownState[], operations: readonly Witnessed[]): string[] {
  return shown.flatMap((state) => {
    const { at, words } = state;
    const claim = claimOf(words);
    const open = operations.filter(({ acknowledgedAt, inJournalAt, givenUpAt = Infinity }) => {
      return acknowledgedAt < at && at < Math.min(inJournalAt, givenUpAt);
    });
    const arrived = operations.filter(({ inJournalAt }) => inJournalAt <= at).length;
    const needing = operations.filter(({ needed }) => needed && needed.from <= at && at <= needed.until);
    const faults = [
      claim.isAllSent && open.length > 0 && 'is not all sent',
      claim.waiting > 0 && claim.waiting < open.length && 'more wait',
      claim.received > arrived && 'fewer were received',
      claim.needsPerson > needing.length && 'fewer need a person',
    ].filter((fault) => fault !== false);
    return faults.map((fault) => `"${words}": ${fault} (${open.map(({ name }) => name).join()})`);
  });
}

/** @throws for a line in words that are not known: nothing may pass unread */
export function claimOf(words: string): Claim {
  const count = (pattern: RegExp) => Number(pattern.exec(words)?.[1] ?? 0);
  const claim = {
    isAllSent: words.includes('Alt er sendt'),
    waiting: count(/(\d+) registrering(?:er)? venter/),
    received: count(/(\d+) registrering(?:er)? er modtaget/),
    needsPerson: count(/(\d+) kræver din handling/),
  };
  const saysNothing = words === '' || words === 'Henter …';
  if (!saysNothing && !claim.isAllSent && claim.waiting === 0)
    throw new Error(`samspil-sync-status shows words that this oracle does not know: "${words}"`);
  return claim;
}
