import { SamspilError } from '../../../errors.ts';
import type { Vault } from '../../encryption/vault.ts';
import type { Sealed } from '../../entry.ts';
import type { PatientHead } from './patient-head.ts';
import type { PatientRow, SegmentRow } from './schema.ts';
import type { HeldResource, SegmentSummary } from './segment.ts';

/** A segment whose summary was opened; its body was not. */
export interface OpenedSegment {
  readonly row: SegmentRow;
  readonly summary: SegmentSummary;
}

/** Seals and opens the rows of one patient. Each is bound to its place: one that was moved or swapped cannot be opened. */
export class SealedRows {
  readonly #vault: Vault;
  readonly #patientKey: string;
  /** The head that was opened last, by the row it was in: it is asked for with every search. */
  #head: { iv: string; head: PatientHead } | undefined;

  constructor(vault: Vault, patientKey: string) {
    this.#vault = vault;
    this.#patientKey = patientKey;
  }

  /** @throws `storage-damaged`, also below */
  /** The head, if it is known without opening it. */
  knownHead({ sealed }: PatientRow): PatientHead | undefined {
    return this.#head?.iv === sealed.iv.join() ? this.#head.head : undefined;
  }

  async openHead(row: PatientRow): Promise<PatientHead> {
    const known = this.knownHead(row);
    if (known) return known;
    const head = await this.#open<PatientHead>(`head/${row.revision}`, row.sealed);
    this.#head = { iv: row.sealed.iv.join(), head };
    return head;
  }

  async sealPatient(row: Omit<PatientRow, 'sealed'>, head: PatientHead): Promise<PatientRow> {
    return { ...row, sealed: await this.#seal(`head/${row.revision}`, head) };
  }

  async openSummary(row: SegmentRow): Promise<OpenedSegment> {
    return { row, summary: await this.#open<SegmentSummary>(`summary/${row.number}`, row.sealed) };
  }

  async openBody(number: number, sealed: Sealed | undefined): Promise<HeldResource[]> {
    if (sealed) return this.#open<HeldResource[]>(`body/${number}`, sealed);
    throw new SamspilError('storage-damaged', 'A part of a held record is missing; it is downloaded anew.');
  }

  async sealSegment(
    number: number,
    tokens: string[],
    summary: SegmentSummary,
    held: readonly HeldResource[],
  ): Promise<{ row: SegmentRow; body: Sealed }> {
    const [sealed, body] = await Promise.all([
      this.#seal(`summary/${number}`, summary),
      this.#seal(`body/${number}`, held),
    ]);
    const bytes = sealed.data.byteLength + body.data.byteLength;
    return { row: { patientKey: this.#patientKey, number, tokens, bytes, sealed }, body };
  }

  #seal(place: string, content: object): Promise<Sealed> {
    return this.#vault.seal(`${this.#patientKey}/${place}`, this.#patientKey, content);
  }

  #open<T>(place: string, sealed: Sealed): Promise<T> {
    const id = `${this.#patientKey}/${place}`;
    return this.#vault.open<T>({ id, patientKey: this.#patientKey, sealed });
  }
}
