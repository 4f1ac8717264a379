/**
 * How much of what the server confirmed is kept, so that it can be offered again when the server lost it: the newest
 * {@link KEPT_ACCEPTED} writes, as far as their copies fit into {@link KEPT_COPY_BYTES}. By number and size and not by
 * time: what is kept must not grow with use, and a device's clock may be a day wrong. Five hundred writes are some days of
 * one person's work; backups are made each night or more often.
 */
import type { Sealed } from '../../entry.ts';

/** Accepted entries that are remembered so that a repeat is answered and later writes find what they build on. */
export const KEPT_ACCEPTED = 500;

/** Size of all copies together, sealed, in bytes. They are read with the queue, so they must stay small beside it. */
export const KEPT_COPY_BYTES = 2 * 1024 * 1024;

/** One that is larger, such as a photograph, would drive out a hundred others. In bytes. */
const LARGEST_COPY_BYTES = 256 * 1024;

/** Whether this content is kept when the server confirms it. */
export function isKeptAsCopy({ data }: Sealed): boolean {
  return data.byteLength <= LARGEST_COPY_BYTES;
}

/** A confirmed write, as far as the window needs to see it. */
export interface CopiedRow {
  sequence: number;
  acceptedAs?: number | undefined;
  copy?: Sealed | undefined;
}

/** Sequences of the oldest ones, whose copies do not fit any more. */
export function beyondWindow(rows: readonly CopiedRow[]): Set<number> {
  let bytes = 0;
  const newestFirst = rows
    .filter(({ copy }) => copy)
    .sort((a, b) => (b.acceptedAs ?? 0) - (a.acceptedAs ?? 0));
  return new Set(
    newestFirst.flatMap(({ sequence, copy }) => {
      bytes += copy?.data.byteLength ?? 0;
      return bytes > KEPT_COPY_BYTES ? [sequence] : [];
    }),
  );
}
