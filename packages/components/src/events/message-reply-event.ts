import type { Communication } from 'fhir/r4';

/**
 * A person wants to answer a message. The page around has the editor; nothing is written here. Crosses shadow roots, because
 * the editor may stand anywhere in the page.
 */
export class MessageReplyEvent extends Event {
  static readonly eventName = 'samspil-message-reply';
  /** The message that is answered: its sender is whom the answer goes to, and the answer refers to it by `inResponseTo`. */
  readonly message: Communication;

  constructor(message: Communication) {
    super(MessageReplyEvent.eventName, { bubbles: true, composed: true });
    this.message = message;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-message-reply': MessageReplyEvent;
  }
}
