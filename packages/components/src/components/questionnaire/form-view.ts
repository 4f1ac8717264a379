import type { FilledForm } from './form/filled-form.ts';
import type { FaultReason } from './form/faults.ts';
import type { QuestionnaireWords } from './questionnaire-texts.ts';

/** What the parts of a form are drawn from, and what they do. */
export interface FormView {
  readonly words: QuestionnaireWords;
  readonly filled: FilledForm;
  /** Nothing can be entered. */
  readonly isLocked: boolean;
  /** A fault that is to be shown: of an item or of one answer, by its key. */
  readonly faultOf: (key: string) => FaultReason | undefined;
  /** A person's act in a field: the field itself fires `input` and `change`. */
  readonly edit: (change: () => void) => void;
  /** A person's act by a button, after which the focus goes to what the selector finds. */
  readonly press: (change: () => void, focus?: () => string) => void;
  /** The fields of an answer, or of an item, were left. */
  readonly leave: (key: string) => void;
  /** A file was chosen for an answer. */
  readonly attach: (target: { key: string; answerKey: string }, file: File) => void;
  /** How a file of an answer is coming along, or why it did not come. */
  readonly fileNote: (answerKey: string) => string | undefined;
}

/** The id in the page of what has this key. */
export function idOf(key: string): string {
  return `q${key.replaceAll('#', '_').replace(/[^\w]/g, '-')}`;
}
