import type { ClinicalContext, Drafts, StoredDraft } from '@samspil/sdk';
import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { canonicalOf } from './form-catalog.ts';
import type { PendingSave } from './form-writer.ts';

/** A form somebody began and did not save. */
export interface FormDraft {
  readonly key: string;
  /** Url and version of the form. */
  readonly form: string;
  readonly response: QuestionnaireResponse;
  /** A save whose outcome nobody knows, as when the browser ended in it: only the same may be tried again. */
  readonly pending: PendingSave | undefined;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** What is kept of a form with every change. */
export type DraftContent = Pick<FormDraft, 'response' | 'pending'>;

const PREFIX = 'form-';

/** One draft for each form, and one for each correction: what is begun is gone on with, not begun twice. */
export function draftKey(form: Questionnaire, response: QuestionnaireResponse | undefined): string {
  const of = response?.id === undefined ? `new-${form.id ?? ''}` : `of-${response.id}`;
  return `${PREFIX}${of}`.slice(0, 64);
}

/** What was begun for the patient of a lease. What is not understood is left where it is. @throws as `Drafts.list` */
export async function listDrafts(drafts: Drafts, lease: ClinicalContext): Promise<FormDraft[]> {
  return (await drafts.list(lease)).flatMap(readDraft);
}

function readDraft({ key, data, savedAt }: StoredDraft): FormDraft[] {
  const { form, response, pending } = (data ?? {}) as Partial<FormDraft>;
  return key.startsWith(PREFIX) && typeof form === 'string' && isResponse(response)
    ? [{ key, form, response, pending: isPending(pending) ? pending : undefined, savedAt }]
    : [];
}

function isResponse(value: unknown): value is QuestionnaireResponse {
  return (value as QuestionnaireResponse | undefined)?.resourceType === 'QuestionnaireResponse';
}

function isPending(value: PendingSave | undefined): boolean {
  return typeof value?.operationId === 'string' && isResponse(value.response);
}

/**
 * Keeps what is typed in one form, with every change, under the lease it was typed under: whatever ends, the tab, the
 * browser or the lease, ends later than the last letter. One put at a time; of those that wait only the newest counts.
 */
export class DraftKeeper {
  readonly key: string;
  readonly #drafts: Drafts;
  readonly #lease: ClinicalContext;
  readonly #form: Questionnaire;
  readonly #onFailure: () => void;
  #next: DraftContent | undefined;
  #running: Promise<void> = Promise.resolve();
  #isIdle = true;
  #isKept = true;

  /** @param onFailure called when what is typed could not be kept */
  constructor(
    drafts: Drafts,
    {
      lease,
      form,
      key,
      onFailure,
    }: { lease: ClinicalContext; form: Questionnaire; key: string; onFailure: () => void },
  ) {
    this.key = key;
    this.#drafts = drafts;
    this.#lease = lease;
    this.#form = form;
    this.#onFailure = onFailure;
  }

  /** False once the newest could not be kept. */
  get isKept(): boolean {
    return this.#isKept;
  }

  keep(content: DraftContent): void {
    this.#next = content;
    if (!this.#isIdle) return;
    this.#isIdle = false;
    this.#running = this.#run();
  }

  /** Resolves once the newest is kept, or could not be. */
  async settled(): Promise<boolean> {
    await this.#running;
    return this.#isKept;
  }

  /** It is saved, or was given up. Never rejects: one that stays is offered again, and can be given up there. */
  async drop(): Promise<void> {
    this.#next = undefined;
    await this.#running;
    await this.#drafts.remove(this.#lease, this.key).catch(() => undefined);
  }

  async #run(): Promise<void> {
    while (this.#next) {
      const content = this.#next;
      this.#next = undefined;
      this.#isKept = await this.#put(content);
    }
    this.#isIdle = true;
    if (!this.#isKept) this.#onFailure();
  }

  #put(content: DraftContent): Promise<boolean> {
    const title = this.#form.title ?? '–';
    // Plain JSON, as it will come back.
    const data = JSON.parse(JSON.stringify({ form: canonicalOf(this.#form), ...content })) as never;
    return this.#drafts.put(this.#lease, { key: this.key, title: { en: title.slice(0, 200) }, data }).then(
      () => true,
      () => false,
    );
  }
}
