import type { QuestionnaireResponse } from 'fhir/r4';

/**
 * A person changed an answer of a form. Crosses shadow roots, because the page around keeps the draft; cannot be cancelled,
 * because it is typed already.
 */
export class ResponseChangeEvent extends Event {
  static readonly eventName = 'samspil-response-change';
  /** The response as it stands now: a draft, which may break the form's rules. */
  readonly response: QuestionnaireResponse;

  constructor(response: QuestionnaireResponse) {
    super(ResponseChangeEvent.eventName, { bubbles: true, composed: true });
    this.response = response;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-response-change': ResponseChangeEvent;
  }
}
