import type { FhirResource, Reference } from 'fhir/r4';

/**
 * A person asked to see a document of the record that something refers to. The page around reads and opens it: an element
 * reads nothing for a reference. Crosses shadow roots.
 */
export class DocumentOpenEvent extends Event {
  static readonly eventName = 'samspil-document-open';
  /** What refers to it, such as a message. */
  readonly resource: FhirResource;
  readonly reference: Reference;

  constructor(resource: FhirResource, reference: Reference) {
    super(DocumentOpenEvent.eventName, { bubbles: true, composed: true });
    this.resource = resource;
    this.reference = reference;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-document-open': DocumentOpenEvent;
  }
}
