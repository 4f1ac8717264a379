import type { CdsCard, CdsCoding, CdsFeedback, CdsSuggestion } from './cds-hooks.ts';

/** That a person took a suggestion. Undefined where the service gave no uuid for it: then it cannot be told (CDS Hooks 2.0). */
export function acceptedFeedback(
  card: CdsCard,
  suggestion: CdsSuggestion,
  at: Date,
): CdsFeedback | undefined {
  const { uuid } = card;
  const { uuid: id } = suggestion;
  return isUuid(uuid) && isUuid(id)
    ? { card: uuid, outcome: 'accepted', acceptedSuggestions: [{ id }], outcomeTimestamp: at.toISOString() }
    : undefined;
}

/** That a person dismissed a card, and why, if they said. */
export function overriddenFeedback(
  card: CdsCard,
  { reason, comment }: { reason: CdsCoding | undefined; comment: string },
  at: Date,
): CdsFeedback | undefined {
  const { uuid } = card;
  if (!isUuid(uuid)) return undefined;
  const userComment = comment.trim();
  const overrideReason = { ...(reason && { reason }), ...(userComment && { userComment }) };
  const isSaid = Object.keys(overrideReason).length > 0;
  return {
    card: uuid,
    outcome: 'overridden',
    ...(isSaid && { overrideReason }),
    outcomeTimestamp: at.toISOString(),
  };
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
