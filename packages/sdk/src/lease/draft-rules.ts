import type { Draft } from '../contract/drafts.ts';
import { DRAFT_LIMITS } from '../contract/drafts.ts';
import { SamspilError } from '../errors.ts';

const KEY = /^[A-Za-z0-9._-]{1,64}$/;

/** @throws `invalid-request` for a key that is none, a title without words, and data that is no JSON or too much of it */
export function assertDraft({ key, title, data }: Draft): void {
  assertDraftKey(key);
  const titles = Object.values(title);
  if (titles.length === 0 || titles.length > 10 || titles.some((text) => !isTitle(text)))
    throw new SamspilError(
      'invalid-request',
      `Give a draft a title in words, at most ${DRAFT_LIMITS.titleLength} characters in each language.`,
    );
  const bytes = sizeOf(data);
  if (bytes === undefined || bytes > DRAFT_LIMITS.bytes)
    throw new SamspilError(
      'invalid-request',
      `The data of a draft is JSON of at most ${DRAFT_LIMITS.bytes} bytes: keep less, or save what is finished.`,
    );
}

/** @throws `invalid-request` */
export function assertDraftKey(key: string): void {
  if (KEY.test(key)) return;
  throw new SamspilError(
    'invalid-request',
    'The key of a draft is 1 to 64 letters, digits, dots, underscores and hyphens.',
  );
}

function isTitle(text: string): boolean {
  return text.trim().length > 0 && text.length <= DRAFT_LIMITS.titleLength;
}

function sizeOf(data: unknown): number | undefined {
  try {
    // Undefined for what JSON has no word for.
    const text = JSON.stringify(data) as string | undefined;
    return text === undefined ? undefined : new TextEncoder().encode(text).length;
  } catch {
    return undefined;
  }
}
