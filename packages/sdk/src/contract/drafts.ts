import type { Methods } from '../bridge/contract.ts';
import type { Localized } from './localized.ts';
import type { Json } from './services.ts';

/**
 * Something unfinished that a plugin wants kept: never sent to the record, never shown to another user, under another
 * patient, or to another plugin.
 */
export interface Draft {
  /** The plugin's own name for it; the same key replaces. 1 to 64 letters, digits, `.`, `_`, `-`. */
  readonly key: string;
  /** What a clinician reads in the workplace's list of drafts. Plain text, at most {@link DRAFT_LIMITS.titleLength}. */
  readonly title: Localized;
  /** Whatever the plugin needs to go on. At most {@link DRAFT_LIMITS.bytes} as JSON. */
  readonly data: Json;
}

/** A draft as it comes back. */
export interface StoredDraft extends Draft {
  /** When it was kept, ISO 8601. */
  readonly savedAt: string;
}

/** How much is kept. Kept until the plugin or a person removes it: nothing ends a draft silently. */
export const DRAFT_LIMITS = {
  /** Of one draft's data, as JSON in UTF-8. */
  bytes: 65_536,
  /** Of one plugin for one patient. */
  perPlugin: 20,
  titleLength: 200,
} as const;

/** Drafts of the present lease. Every call names its lease, and needs the capability `drafts`. */
export interface DraftMethods extends Methods {
  'drafts.put': { input: { lease: string; draft: Draft }; output: null };
  'drafts.list': { input: { lease: string }; output: StoredDraft[] };
  'drafts.remove': { input: { lease: string; key: string }; output: null };
}

export interface DraftEvents {
  /** There are drafts to offer under this lease, or they changed elsewhere: list them again. */
  drafts: { lease: string };
}
