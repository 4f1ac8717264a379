import type { ClinicalContext, Receipt } from '@samspil/sdk';
import type { Questionnaire, QuestionnaireResponse, Reference } from 'fhir/r4';
import type { PendingSave } from './form-writer.ts';

/** A form that is open, and under which lease: under another one it is not shown. */
export interface OpenedForm {
  readonly lease: ClinicalContext;
  readonly form: Questionnaire;
  /** Of the draft, where there is one. */
  readonly key: string;
  /** What it begins with: nothing, a filled in form, or a draft. Never changed. */
  readonly response: QuestionnaireResponse | undefined;
  /** Who fills it in now. */
  readonly author: Reference;
  /** `read`: it is filled in. */
  readonly mode: 'fill' | 'read';
  /** What was begun before is in it. */
  readonly isBegun: boolean;
  readonly pending: PendingSave | undefined;
  /** Receipt of the refused write that this one takes the place of. */
  readonly replaces: string | undefined;
}

/** A form that was saved here, with how far it has come. */
export interface SavedForm {
  readonly of: OpenedForm;
  readonly receipt: Receipt;
  /** As it was typed, to be corrected where it is refused. */
  readonly typed: QuestionnaireResponse | undefined;
}

/** Fired when a form is done with: saved, put aside or given up. */
export class FormCloseEvent extends Event {
  static readonly type = 'workplace-form-close';
  readonly saved: SavedForm | undefined;

  constructor(saved?: SavedForm) {
    super(FormCloseEvent.type, { bubbles: true });
    this.saved = saved;
  }
}

declare global {
  interface HTMLElementEventMap {
    'workplace-form-close': FormCloseEvent;
  }
}
