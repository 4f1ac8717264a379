import type { Task } from 'fhir/r4';

/**
 * A person asked for the task that an early warning score calls for. Cancel it to take the task over: it is complete
 * and can be saved as it is. Else the element saves it under its lease. Crosses shadow roots, because the page around
 * may have a task list of its own.
 */
export class ScoreTaskEvent extends Event {
  static readonly eventName = 'samspil-score-task';
  readonly task: Task;

  constructor(task: Task) {
    super(ScoreTaskEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.task = task;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-score-task': ScoreTaskEvent;
  }
}
