import { CallRefused } from './call-refused.ts';
import { isUuid } from './is-uuid.ts';

/**
 * Whether a body is feedback (CDS Hooks 2.0, Feedback). Nothing of it is kept: a person may have written about a patient.
 *
 * @throws CallRefused 400 `invalid-request` with the place of what is wrong
 */
export function checkFeedback({ feedback }: Readonly<Record<string, unknown>>): void {
  if (!Array.isArray(feedback) || feedback.length === 0) throw refused('feedback must be a list of entries.');
  for (const [index, entry] of (feedback as unknown[]).entries()) checkEntry(entry, `feedback[${index}]`);
}

function checkEntry(entry: unknown, path: string): void {
  const { card, outcome, outcomeTimestamp, acceptedSuggestions } = (entry ?? {}) as Record<string, unknown>;
  if (!isUuid(card)) throw refused(`${path}.card must be the uuid of a card.`);
  if (typeof outcomeTimestamp !== 'string' || Number.isNaN(Date.parse(outcomeTimestamp)))
    throw refused(`${path}.outcomeTimestamp must be an instant.`);
  if (outcome === 'overridden') return;
  if (outcome !== 'accepted') throw refused(`${path}.outcome is none of accepted, overridden.`);
  const ids = Array.isArray(acceptedSuggestions) ? (acceptedSuggestions as ({ id?: unknown } | null)[]) : [];
  if (ids.length === 0 || !ids.every((each) => isUuid(each?.id)))
    throw refused(`${path}.acceptedSuggestions must name the suggestions by uuid.`);
}

function refused(message: string): CallRefused {
  return new CallRefused(400, 'invalid-request', message);
}
