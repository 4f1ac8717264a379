import * as v from 'valibot';
import type { Served } from '../../bridge/contract.ts';
import type { DraftMethods } from '../../contract/drafts.ts';
import type { DraftAccess } from '../../lease/draft-access.ts';
import { draft } from './draft-schema.ts';

const lease = v.pipe(v.string(), v.maxLength(64));

/**
 * Drafts under one lease, served to one plugin.
 *
 * @param draftsOf the drafts behind a lease; throws `stale-context` for a lease that ended or never was this plugin's,
 *   `denied` without the capability
 */
export function draftMethods(draftsOf: (lease: string) => DraftAccess): Served<DraftMethods> {
  return {
    'drafts.put': {
      input: v.strictObject({ lease, draft }) as never,
      deadlineMs: 15_000,
      handle: async (input) => {
        await draftsOf(input.lease).put(input.draft);
        return null;
      },
    },
    'drafts.list': {
      input: v.strictObject({ lease }),
      deadlineMs: 15_000,
      handle: async (input) => draftsOf(input.lease).list(),
    },
    'drafts.remove': {
      input: v.strictObject({ lease, key: v.pipe(v.string(), v.maxLength(64)) }),
      deadlineMs: 15_000,
      handle: async (input) => {
        await draftsOf(input.lease).remove(input.key);
        return null;
      },
    },
  };
}
