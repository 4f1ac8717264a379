import type { Draft } from '../../contract/drafts.ts';
import { DRAFT_LIMITS } from '../../contract/drafts.ts';
import { SamspilError, isSamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { Vault } from '../encryption/vault.ts';
import type { DraftContent, DraftRow } from './draft-row.ts';
import type { DraftStore } from './draft-store.ts';
import type { DraftKeeper, DraftOwner, KeptDraft } from './types.ts';

export interface DraftBookOptions {
  store: DraftStore;
  /** The keys, once they are released. */
  unlock: () => Promise<Vault>;
  runtime: Pick<Runtime, 'now'>;
}

/** Drafts on the thread of the outbox: sealed under the patient's key like what waits to be sent, and never sent. */
export class DraftBook implements DraftKeeper {
  readonly #options: DraftBookOptions;

  constructor(options: DraftBookOptions) {
    this.#options = options;
  }

  async put(owner: DraftOwner, draft: Draft): Promise<void> {
    const { store, unlock, runtime } = this.#options;
    const vault = await unlock();
    const { keyring } = vault;
    const [id, group, patientKey] = await Promise.all([
      keyring.draftName(owner.patient, owner.plugin, draft.key),
      keyring.draftName(owner.patient, owner.plugin),
      keyring.patientKey(owner.patient),
    ]);
    const { key, title, data } = draft;
    const content: DraftContent = { patient: owner.patient, plugin: owner.plugin, key, title, data };
    const sealed = await vault.seal(id, patientKey, content);
    const row: DraftRow = { id, group, patientKey, savedAt: runtime.now(), sealed };
    if (await store.put(row, DRAFT_LIMITS.perPlugin)) return;
    throw new SamspilError(
      'too-many-requests',
      `A plugin keeps at most ${DRAFT_LIMITS.perPlugin} drafts for one patient: remove one that is finished.`,
    );
  }

  async list({ patient, plugin }: Partial<DraftOwner> = {}): Promise<KeptDraft[]> {
    const vault = await this.#options.unlock();
    const patientKey = patient === undefined ? undefined : await vault.keyring.patientKey(patient);
    const rows = await this.#options.store.all(patientKey);
    const kept = await Promise.all(rows.map((row) => open(vault, row)));
    return kept
      .filter((draft) => plugin === undefined || draft.plugin === plugin)
      .sort((a, b) => a.savedAt.localeCompare(b.savedAt));
  }

  async remove(owner: DraftOwner, key: string): Promise<void> {
    const { keyring } = await this.#options.unlock();
    await this.#options.store.remove(await keyring.draftName(owner.patient, owner.plugin, key));
  }

  async discard(id: string): Promise<void> {
    await this.#options.unlock();
    await this.#options.store.remove(id);
  }
}

async function open(vault: Vault, row: DraftRow): Promise<KeptDraft> {
  const savedAt = new Date(row.savedAt).toISOString();
  try {
    return { id: row.id, savedAt, ...(await vault.open<DraftContent>(row)) };
  } catch (error) {
    if (!isSamspilError(error) || error.code !== 'storage-damaged') throw error;
    return { id: row.id, savedAt, patient: '', plugin: '', key: '', title: {}, data: null, isDamaged: true };
  }
}
