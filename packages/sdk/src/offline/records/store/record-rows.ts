import type { KeyShelf } from '../../encryption/vault.ts';
import { SamspilError } from '../../../errors.ts';
import type { RecordsConnection } from './records-connection.ts';
import type { PatientRow, SegmentKey, SegmentRow } from './schema.ts';
import type { Sealed } from '../../entry.ts';

/** One change of what is held of one patient; all of it or nothing. */
export interface RecordChange {
  /** Nothing is changed unless she still stands at this revision; 0 for a patient of whom nothing is held. */
  readonly revision: number;
  readonly patient: PatientRow;
  readonly removed: readonly number[];
  readonly added: readonly { row: SegmentRow; body: Sealed }[];
}

/** What a search begins with. */
export interface Candidates {
  readonly patient: PatientRow | undefined;
  readonly numbers: readonly number[];
  /** Of the segments that were chosen, as they stood with the patient. */
  readonly bodies: ReadonlyMap<number, Sealed | undefined>;
}

/** The rows of held records. Cannot read what is sealed. */
export class RecordRows implements KeyShelf {
  readonly #connection: RecordsConnection;
  /** Keys of patients of whom nothing is stored yet: a key is stored with what it opens, or not at all. */
  readonly #newKeys = new Map<string, ArrayBuffer>();

  constructor(connection: RecordsConnection) {
    this.#connection = connection;
  }

  patient(patientKey: string): Promise<PatientRow | undefined> {
    return this.#connection.read(['patients'], (tx) => tx.objectStore('patients').get(patientKey));
  }

  /** Every patient, least recently opened first. */
  patients(): Promise<PatientRow[]> {
    return this.#connection.read(['patients'], (tx) => tx.objectStore('patients').index('openedAt').getAll());
  }

  /**
   * The patient, and the numbers of her segments that have, for each group, one of its tokens: what a search must look at.
   * @param choose whose bodies to read in the same transaction; it cannot wait, for the transaction would be over
   */
  async candidates(
    patientKey: string,
    groups: readonly (readonly string[])[],
    choose: (patient: PatientRow, numbers: readonly number[]) => readonly number[],
  ): Promise<Candidates> {
    return this.#connection.read(['patients', 'segments', 'bodies'], async (tx) => {
      const index = tx.objectStore('segments').index('tokens');
      const [patient, ...found] = await Promise.all([
        tx.objectStore('patients').get(patientKey),
        ...groups.map((tokens) => Promise.all(tokens.map((token) => index.getAllKeys(token)))),
      ]);
      const groupsFound = found.map((keys) => {
        // Tokens are short: one in many billions is another patient's.
        const own = keys.flat().filter(([of]) => of === patientKey);
        return new Set(own.map(([, number]) => number));
      });
      const [first, ...others] = groupsFound;
      const numbers = [...(first ?? [])].filter((number) => others.every((group) => group.has(number)));
      const store = tx.objectStore('bodies');
      const chosen = patient ? choose(patient, numbers) : [];
      const read = chosen.map(async (number) => [number, await store.get([patientKey, number])] as const);
      return { patient, numbers, bodies: new Map(await Promise.all(read)) };
    });
  }

  /** The patient with every segment of hers. */
  async all(patientKey: string): Promise<{ patient: PatientRow | undefined; segments: SegmentRow[] }> {
    return this.#connection.read(['patients', 'segments'], async (tx) => {
      const [patient, segments] = await Promise.all([
        tx.objectStore('patients').get(patientKey),
        tx.objectStore('segments').getAll(rangeOf(patientKey)),
      ]);
      return { patient, segments };
    });
  }

  /** Bodies, and the revision they belong to. */
  async bodies(
    patientKey: string,
    numbers: readonly number[],
  ): Promise<{ revision: number; bodies: (Sealed | undefined)[] }> {
    return this.#connection.read(['patients', 'bodies'], async (tx) => {
      const store = tx.objectStore('bodies');
      const [patient, ...bodies] = await Promise.all([
        tx.objectStore('patients').get(patientKey),
        ...numbers.map((number) => store.get([patientKey, number])),
      ]);
      return { revision: patient?.revision ?? 0, bodies };
    });
  }

  /** False, and nothing is changed, when somebody else was faster. */
  async change(change: RecordChange): Promise<boolean> {
    const { patientKey } = change.patient;
    const newKey = this.#newKeys.get(patientKey);
    const isChanged = await this.#change(change, newKey);
    if (this.#newKeys.get(patientKey) === newKey) this.#newKeys.delete(patientKey);
    return isChanged;
  }

  #change(
    { revision, patient, removed, added }: RecordChange,
    newKey: ArrayBuffer | undefined,
  ): Promise<boolean> {
    return this.#connection.write(['keys', 'patients', 'segments', 'bodies'], async (tx) => {
      const [patients, segments, bodies] = [
        tx.objectStore('patients'),
        tx.objectStore('segments'),
        tx.objectStore('bodies'),
      ];
      const { patientKey } = patient;
      const present = await patients.get(patientKey);
      if ((present?.revision ?? 0) !== revision) return false;
      await Promise.all([
        newKey && tx.objectStore('keys').put(newKey, patientKey),
        // She may have been opened meanwhile.
        patients.put({ ...patient, openedAt: Math.max(patient.openedAt, present?.openedAt ?? 0) }),
        ...removed.flatMap((number) => {
          const key: SegmentKey = [patientKey, number];
          return [segments.delete(key), bodies.delete(key)];
        }),
        ...added.flatMap(({ row, body }) => [segments.put(row), bodies.put(body, [patientKey, row.number])]),
      ]);
      return true;
    });
  }

  /** Notes that her record was opened; nothing for a patient of whom nothing is held. */
  async touch(patientKey: string, openedAt: number): Promise<void> {
    await this.#connection.write(['patients'], async (tx) => {
      const patients = tx.objectStore('patients');
      const row = await patients.get(patientKey);
      if (row) await patients.put({ ...row, openedAt });
    });
  }

  /** Takes one patient away: first of all her key, without which nothing of hers can ever be read. */
  async forget(patientKey: string): Promise<void> {
    await this.#connection.write(['keys', 'patients', 'segments', 'bodies'], async (tx) => {
      const range = rangeOf(patientKey);
      await Promise.all([
        tx.objectStore('keys').delete(patientKey),
        tx.objectStore('patients').delete(patientKey),
        tx.objectStore('segments').delete(range),
        tx.objectStore('bodies').delete(range),
      ]);
    });
  }

  /** Takes everything away, the keys with it. */
  async shred(): Promise<void> {
    this.#newKeys.clear();
    const stores = ['keys', 'meta', 'patients', 'segments', 'bodies'] as const;
    await this.#connection.write([...stores], async (tx) => {
      await Promise.all(stores.map((name) => tx.objectStore(name).clear()));
    });
  }

  /** @throws `storage-locked` when another secret was used before */
  async requireKey(check: string): Promise<void> {
    const known = await this.#connection.write(['meta'], async (tx) => {
      const meta = tx.objectStore('meta');
      const stored = await meta.get('keyCheck');
      if (stored === undefined) await meta.put(check, 'keyCheck');
      return stored ?? check;
    });
    if (known === check) return;
    throw new SamspilError(
      'storage-locked',
      'The held records were sealed under another key; sign in as the same user, or shred them.',
    );
  }

  async dataKey(patientKey: string): Promise<ArrayBuffer | undefined> {
    const stored = await this.#connection.read(['keys'], (tx) => tx.objectStore('keys').get(patientKey));
    return stored ?? this.#newKeys.get(patientKey);
  }

  async keepDataKey(patientKey: string, wrapped: ArrayBuffer): Promise<ArrayBuffer> {
    this.#newKeys.set(patientKey, wrapped);
    return wrapped;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

function rangeOf(patientKey: string): IDBKeyRange {
  return IDBKeyRange.bound([patientKey, 0], [patientKey, Number.MAX_SAFE_INTEGER]);
}
