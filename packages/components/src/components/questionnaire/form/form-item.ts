import type { Coding, QuestionnaireItem, QuestionnaireResponseItemAnswer } from 'fhir/r4';

/** One answer as FHIR writes it: one `value[x]`, and what else came with it. The items below an answer stand beside it. */
export type Answer = Omit<QuestionnaireResponseItemAnswer, 'item'>;

/** The item types of R4. */
export const itemTypes = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
] as const;
export type ItemType = (typeof itemTypes)[number];

/** Something of a form that is not done here, for whoever made the form or the page. Never patient data. */
export interface ReportEntry {
  /** Empty where it is about the form as a whole, or the item has none. */
  readonly linkId: string;
  readonly code:
    /** No answer can be given: the type, the answer list, or the item itself cannot be used. */
    | 'type-not-supported'
    | 'answers-not-here'
    | 'no-link-id'
    | 'duplicate-link-id'
    | 'not-an-item'
    /** Left aside; the item works. */
    | 'extension-not-supported'
    /** A condition of showing the item cannot be read or decided: it is always shown. */
    | 'condition-not-supported'
    /** An answer of the given response has no place in the form. */
    | 'answer-not-shown'
    /** Must be understood before the form may be used, and is not: nothing can be entered. */
    | 'must-be-understood';
  /** The address of an extension, the type, or what else it is about. */
  readonly detail?: string | undefined;
  /** A rule of the form is not checked here, so the response cannot be called completed. */
  readonly blocksCompletion: boolean;
}

/** `enableWhen`: an item is shown when another has such an answer. */
export interface Condition {
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  readonly answer: Answer;
}

/** One item of a form, read once: what it asks, and which answers it takes. */
export interface FormItem {
  /** Its own in the form, also where two items share a linkId. */
  readonly id: string;
  readonly linkId: string;
  readonly type: ItemType;
  readonly text: string | undefined;
  readonly prefix: string | undefined;
  /** Beside the question: help and the form in which an answer is written. */
  readonly hints: readonly string[];
  readonly isRequired: boolean;
  readonly isRepeating: boolean;
  readonly isReadOnly: boolean;
  readonly isHidden: boolean;
  readonly maxLength: number | undefined;
  readonly minLength: number | undefined;
  readonly min: Answer | undefined;
  readonly max: Answer | undefined;
  /** Of a quantity: units to choose from; one alone is fixed. Of a number: the first is shown beside it. */
  readonly units: readonly Coding[];
  /** Of an attachment. */
  readonly mimeTypes: readonly string[];
  readonly conditions: readonly Condition[];
  readonly isEnabledByAny: boolean;
  /** The answers to choose from; undefined where there is no list. */
  readonly options: readonly Answer[] | undefined;
  readonly initial: readonly Answer[];
  readonly items: readonly FormItem[];
  /** Why no answer can be given here. */
  readonly problem: ReportEntry['code'] | undefined;
  readonly source: QuestionnaireItem;
}

/** A form that can be filled in. */
export interface Form {
  readonly items: readonly FormItem[];
  readonly report: readonly ReportEntry[];
  /** Something in it must be answered. */
  readonly hasRequired: boolean;
}
