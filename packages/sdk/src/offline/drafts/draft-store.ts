import type { OutboxConnection } from '../store/outbox-connection.ts';
import type { DraftRow } from './draft-row.ts';

/** The rows of the drafts of one partition. Cannot read what is sealed. */
export class DraftStore {
  readonly #connection: OutboxConnection;

  constructor(connection: OutboxConnection) {
    this.#connection = connection;
  }

  /** Replaces the row of this id, or adds it; false, and nothing is changed, when its group is full. */
  async put(row: DraftRow, perGroup: number): Promise<boolean> {
    return this.#connection.write(['drafts'], async (tx) => {
      const drafts = tx.objectStore('drafts');
      const isNew = (await drafts.getKey(row.id)) === undefined;
      // Counted in the transaction that adds: two tabs cannot both take the last place.
      if (isNew && (await drafts.index('group').count(row.group)) >= perGroup) return false;
      await drafts.put(row);
      return true;
    });
  }

  /** Every row, of one patient's key if given. */
  async all(patientKey?: string): Promise<DraftRow[]> {
    return this.#connection.read(['drafts'], async (tx) => {
      const drafts = tx.objectStore('drafts');
      return patientKey === undefined ? drafts.getAll() : drafts.index('patientKey').getAll(patientKey);
    });
  }

  async remove(id: string): Promise<void> {
    await this.#connection.write(['drafts'], (tx) => tx.objectStore('drafts').delete(id));
  }
}
