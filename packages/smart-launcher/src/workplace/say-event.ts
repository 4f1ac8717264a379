/** Asks the workplace to say something to screen readers, politely, in its one live region. */
export class SayEvent extends Event {
  static readonly type = 'workplace-say';
  readonly text: string;

  constructor(text: string) {
    super(SayEvent.type, { bubbles: true, composed: true });
    this.text = text;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-say': SayEvent;
  }
}
