import { DRAFT_LIMITS } from '../src/contract/drafts.ts';
import { SamspilError } from '../src/errors.ts';
import type { DraftKeeper, KeptDraft } from '../src/offline/drafts/types.ts';

/** Drafts in memory, for tests that are about who may keep and see them; the store itself is tested over IndexedDB. */
export interface MemoryDrafts extends DraftKeeper {
  readonly kept: ReadonlyMap<string, KeptDraft>;
  /** When set, what is put becomes durable only when the test lets it; a rejection is what the store says. */
  hold: (() => Promise<void>) | undefined;
}

export function memoryDrafts(): MemoryDrafts {
  const kept = new Map<string, KeptDraft>();
  const matching = (filter: { patient?: string; plugin?: string } = {}) =>
    [...kept.values()].filter(
      ({ patient, plugin }) =>
        patient === (filter.patient ?? patient) && plugin === (filter.plugin ?? plugin),
    );
  const drafts: MemoryDrafts = {
    kept,
    hold: undefined,
    async put(owner, draft) {
      await drafts.hold?.();
      const id = JSON.stringify([owner.patient, owner.plugin, draft.key]);
      if (!kept.has(id) && matching(owner).length >= DRAFT_LIMITS.perPlugin)
        throw new SamspilError('too-many-requests', 'There are too many drafts.');
      kept.set(id, { ...structuredClone(draft), ...owner, id, savedAt: '2026-01-15T08:00:00.000Z' });
    },
    list: async (filter) => structuredClone(matching(filter)),
    async remove(owner, key) {
      kept.delete(JSON.stringify([owner.patient, owner.plugin, key]));
    },
    async discard(id) {
      kept.delete(id);
    },
  };
  return drafts;
}
