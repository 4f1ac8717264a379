import type { FhirResource } from 'fhir/r4';
import type { Write } from '../../entry.ts';
import { hasMark } from '../../write/operation-mark.ts';
import { isAsSent } from '../answers/as-sent.ts';
import type { SentHistory } from '../history.ts';

/** What stands at the address of a change, and the version that the change states. */
export interface StatedVersion {
  write: Write;
  /** `Type/id` at the server. */
  address: string;
  stated: string | undefined;
  history: Pick<SentHistory, 'markOf'>;
}

/**
 * Whether a resource with the stated number is that version. A server that is put back to a backup gives its numbers a second
 * time: what bears the number may be somebody else's, and `If-Match` would overwrite it unseen. Proof is the content that
 * the change was based on, or else the mark of our own write that made it.
 */
export function isStatedVersion(
  there: FhirResource,
  { write, address, stated, history }: StatedVersion,
): boolean {
  if (write.base?.meta?.versionId === stated && write.base) return isAsSent(write.base, there);
  const mark = stated === undefined ? undefined : history.markOf(address, stated);
  return mark !== undefined && hasMark(there, mark);
}
