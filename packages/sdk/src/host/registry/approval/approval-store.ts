import * as v from 'valibot';
import { CAPABILITIES } from '../../../contract/capabilities.ts';
import { SamspilError } from '../../../errors.ts';
import { tellAll } from '../../../workplace/signal.ts';
import { PERMISSIONS } from '../../manifest/permissions.ts';
import type { Approval } from './approval.ts';

/** The approvals of a site. Where they are kept is the site's business: `list()` is JSON, and what the store begins with. */
export interface ApprovalStore {
  find(pluginId: string): Approval | undefined;
  list(): readonly Approval[];
  /** Replaces the one that was. */
  approve(approval: Approval): void;
  /** The plugin is then not mounted any more. */
  withdraw(pluginId: string): void;
  /** Calls back after each change; the returned function ends it. */
  subscribe(listener: () => void): () => void;
}

/** Keeps approvals in memory. To keep them longer, subscribe and write `list()` down. */
export function memoryApprovals(initial: readonly Approval[] = []): ApprovalStore {
  const byId = new Map(initial.map((approval) => [approval.pluginId, approval]));
  const listeners = new Set<(changed: void) => void>();
  return {
    find: (pluginId) => byId.get(pluginId),
    list: () => [...byId.values()],
    approve(approval) {
      byId.set(approval.pluginId, approval);
      tellAll(listeners, undefined);
    },
    withdraw(pluginId) {
      if (byId.delete(pluginId)) tellAll(listeners, undefined);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const words = v.array(v.string());
const asks = v.strictObject({
  scopes: v.string(),
  capabilities: v.array(v.picklist(CAPABILITIES)),
  permissions: v.array(v.picklist(PERMISSIONS)),
  egress: words,
  opens: words,
  publishes: words,
  subscribes: words,
});
const approvals = v.array(
  v.strictObject({
    pluginId: v.string(),
    version: v.string(),
    code: v.string(),
    seen: asks,
    granted: asks,
    approvedAt: v.number(),
  }),
);

/**
 * Reads back what `list()` gave, from wherever it was kept.
 *
 * @throws `storage-damaged` when it is no such list; nothing is then approved
 */
export function parseApprovals(json: unknown): readonly Approval[] {
  const parsed = v.safeParse(approvals, json);
  if (parsed.success) return parsed.output;
  throw new SamspilError(
    'storage-damaged',
    'The list of approvals cannot be read: approve the plugins anew.',
  );
}
