import type { Observation } from 'fhir/r4';

/**
 * A person validated or rejected a measurement. Cancel it to take it over: the observation is complete and can be saved as
 * it is, over the version that was shown. Else the element saves it under its lease. Crosses shadow roots, because the page
 * around may have its own way of signing.
 */
export class MeasurementDecideEvent extends Event {
  static readonly eventName = 'samspil-measurement-decide';
  readonly decision: 'validate' | 'reject';
  readonly observation: Observation;

  constructor(decision: 'validate' | 'reject', observation: Observation) {
    super(MeasurementDecideEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.decision = decision;
    this.observation = observation;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-measurement-decide': MeasurementDecideEvent;
  }
}
