import type { ClinicalContext, Draft, Drafts, SamspilErrorCode, StoredDraft } from '@samspil/sdk';
import { SamspilError } from '../../../sdk/src/errors.ts';

/** A workplace's drafts in memory, by patient. */
export class FakeDrafts implements Drafts {
  readonly kept = new Map<string, StoredDraft[]>();
  /** Error the next calls reject with. */
  failure: SamspilErrorCode | undefined;
  readonly #listeners = new Set<() => void>();

  async put({ patient }: ClinicalContext, draft: Draft): Promise<void> {
    this.#assertWilling();
    const others = this.of(patient.reference).filter(({ key }) => key !== draft.key);
    const savedAt = new Date().toISOString();
    this.kept.set(patient.reference, [...others, { ...structuredClone(draft), savedAt }]);
  }

  async list({ patient }: ClinicalContext): Promise<StoredDraft[]> {
    this.#assertWilling();
    return structuredClone(this.of(patient.reference));
  }

  async remove({ patient }: ClinicalContext, key: string): Promise<void> {
    this.#assertWilling();
    this.kept.set(
      patient.reference,
      this.of(patient.reference).filter((draft) => draft.key !== key),
    );
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Of the patient with this reference. */
  of(patient: string): StoredDraft[] {
    return this.kept.get(patient) ?? [];
  }

  #assertWilling(): void {
    if (this.failure) throw new SamspilError(this.failure, 'Refused by the test.');
  }
}
