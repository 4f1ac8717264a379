import { MAX_RETRY_AFTER_MS } from '../../../fhir/retry-after.ts';

/**
 * The waits of a queue as they are written down, so that neither a restart nor a new leader forgets what the server asked
 * for. Numbers only: it lies unsealed in the store. Instants are milliseconds since the epoch.
 */
export interface PacingState {
  /** When it was written. */
  at: number;
  failuresInARow: number;
  /** Everything waits. `isAsked`: because the server said so (`Retry-After`), which no button ends. */
  pause?: { untilAt: number; isAsked: boolean };
  /** Entries that failed, each with its own wait. */
  entries: readonly { sequence: number; failures: number; untilAt?: number }[];
}

/** No failure that anybody need remember. */
export const FRESH: PacingState = { at: 0, failuresInARow: 0, entries: [] };

/** The longest wait that is believed of the store: what a server may ask for, and our own back-off on top. */
const LONGEST_MS = MAX_RETRY_AFTER_MS + 300_000;

/**
 * How much of a wait is left. A clock that was set back meanwhile makes it no longer than it was; one that was set forward
 * ends it early, which costs one request.
 */
export function remainingMs({ at }: PacingState, untilAt: number | undefined, nowMs: number): number {
  if (untilAt === undefined) return 0;
  return Math.min(Math.max(untilAt - nowMs, 0), Math.max(untilAt - at, 0), LONGEST_MS);
}

/** The instant until which an entry waits, if it does: its own rest or the pause of all, whichever ends later. */
export function waitsUntil(state: PacingState, sequence: number, nowMs: number): number | undefined {
  const own = state.entries.find((entry) => entry.sequence === sequence)?.untilAt;
  const leftMs = Math.max(remainingMs(state, own, nowMs), remainingMs(state, state.pause?.untilAt, nowMs));
  return leftMs > 0 ? nowMs + leftMs : undefined;
}

/** Whether what the store gave back is such a state; a damaged one counts as none. */
export function isPacingState(value: unknown): value is PacingState {
  if (typeof value !== 'object' || value === null) return false;
  const { at, failuresInARow, pause, entries } = value as Partial<Record<keyof PacingState, unknown>>;
  return (
    Number.isFinite(at) &&
    Number.isSafeInteger(failuresInARow) &&
    (pause === undefined || isPause(pause)) &&
    Array.isArray(entries) &&
    entries.every((entry: unknown) => isKeptEntry(entry))
  );
}

function isPause(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'untilAt' in value && Number.isFinite(value.untilAt);
}

function isKeptEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { sequence, failures, untilAt } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(sequence) &&
    Number.isSafeInteger(failures) &&
    (untilAt === undefined || Number.isFinite(untilAt))
  );
}
