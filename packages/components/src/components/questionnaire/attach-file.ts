import type { Attachment } from 'fhir/r4';
import type { QuestionnaireWords } from './questionnaire-texts.ts';

/** The most a file may have: it becomes part of the response, a third larger, and is sent with it. */
const MOST_MEGABYTES = 5;

/** Files on their way into a form, and what is to be said of them, by the answer they are for. */
export class AttachedFiles {
  readonly #notes = new Map<string, string>();
  readonly #say: () => void;

  /** @param say called when there is something else to be said */
  constructor(say: () => void) {
    this.#say = say;
  }

  /** What is to be said of the file of an answer. */
  noteOf(answerKey: string): string | undefined {
    return this.#notes.get(answerKey);
  }

  /** The file as FHIR carries it inside a resource; undefined when it is too large or cannot be read, which is then said. */
  async read(answerKey: string, file: File, { t }: QuestionnaireWords): Promise<Attachment | undefined> {
    if (file.size > MOST_MEGABYTES * 1024 * 1024) {
      this.#set(answerKey, t('questionnaire.fileTooLarge', { n: MOST_MEGABYTES }));
      return undefined;
    }
    this.#set(answerKey, t('questionnaire.fileReading'));
    try {
      const attachment = await attachmentOf(file);
      this.#notes.delete(answerKey);
      return attachment;
    } catch {
      this.#set(answerKey, t('questionnaire.fileUnread'));
      return undefined;
    }
  }

  #set(answerKey: string, note: string): void {
    this.#notes.set(answerKey, note);
    this.#say();
  }
}

async function attachmentOf(file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  // In parts: a whole file as arguments of one call is more than a browser takes.
  for (let from = 0; from < bytes.length; from += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return {
    ...(file.type && { contentType: file.type }),
    data: btoa(binary),
    size: file.size,
    title: file.name,
  };
}
