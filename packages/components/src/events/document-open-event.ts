import type { Attachment, FhirResource } from 'fhir/r4';

/**
 * A person asked to see a file of the record. The page around opens it, or fetches it first: an element that lists files
 * fetches nothing by itself. Crosses shadow roots.
 */
export class DocumentOpenEvent extends Event {
  static readonly eventName = 'samspil-document-open';
  /** What holds the file: a document, or a message it came with. */
  readonly resource: FhirResource;
  /** The file itself; undefined where the resource only refers to it, as to a document of the record. */
  readonly attachment: Attachment | undefined;

  constructor(resource: FhirResource, attachment?: Attachment) {
    super(DocumentOpenEvent.eventName, { bubbles: true, composed: true });
    this.resource = resource;
    this.attachment = attachment;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-document-open': DocumentOpenEvent;
  }
}
