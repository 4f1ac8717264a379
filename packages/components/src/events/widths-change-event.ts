/** A person changed the widths of a list's columns. The page remembers them and gives them back as `widths` next time. */
export class WidthsChangeEvent extends Event {
  static readonly eventName = 'samspil-widths-change';
  /** In rem, by the columns' names; empty once they are as at first. */
  readonly widths: Readonly<Record<string, number>>;

  constructor(widths: Readonly<Record<string, number>>) {
    super(WidthsChangeEvent.eventName, { bubbles: true, composed: true });
    this.widths = widths;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-widths-change': WidthsChangeEvent;
  }
}
