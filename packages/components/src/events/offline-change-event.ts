/** What is held on this device changed, or a preparation moved on. */
export class OfflineChangeEvent extends Event {
  static readonly eventName = 'samspil-offline-change';
  /** How far a preparation is, in per cent; undefined when none runs. */
  readonly percent: number | undefined;

  constructor(percent: number | undefined) {
    super(OfflineChangeEvent.eventName);
    this.percent = percent;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'samspil-offline-change': OfflineChangeEvent;
  }
}
