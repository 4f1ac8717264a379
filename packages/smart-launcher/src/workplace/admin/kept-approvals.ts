import { additionsOf, approve, memoryApprovals, parseApprovals } from '@samspil/sdk/host';
import type { Approval, ApprovalStore, PluginManifest, Runtime } from '@samspil/sdk/host';

const KEY = 'samspil.approvals';

/**
 * Approvals that hold for this browser, as the rest of what its administrator decides. What the configuration approves
 * is approved in any case, as it asks today: somebody named it when the simulator was started. An approval that was kept
 * counts as long as it covers that too; one of a plugin that has changed since is forgotten.
 *
 * @param configured of each plugin the version that the configuration approves
 */
export function keptApprovals(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  configured: readonly PluginManifest[],
  runtime: Pick<Runtime, 'now'>,
): ApprovalStore {
  const kept = new Map(readApprovals(storage).map((approval) => [approval.pluginId, approval]));
  const approvals = memoryApprovals(
    configured.map((manifest) => {
      const approval = kept.get(manifest.id);
      const isCovered = approval !== undefined && additionsOf(manifest, approval).length === 0;
      return isCovered ? approval : approve(manifest, { approvedAt: runtime.now() });
    }),
  );
  approvals.subscribe(() => {
    try {
      storage.setItem(KEY, JSON.stringify(approvals.list()));
    } catch {
      // A storage that is full or blocked: what was approved then holds until the page ends.
    }
  });
  return approvals;
}

/** What cannot be read counts as nothing: the administrator is asked again. */
function readApprovals(storage: Pick<Storage, 'getItem'>): readonly Approval[] {
  try {
    return parseApprovals(JSON.parse(storage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}
