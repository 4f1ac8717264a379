import type { Task } from 'fhir/r4';

/**
 * A person took a task or said that it is done. Cancel it to take the change over: the task is complete and can be saved as
 * it is, over the version that was shown. Else the element saves it under its lease. Crosses shadow roots.
 */
export class TaskChangeEvent extends Event {
  static readonly eventName = 'samspil-task-change';
  readonly change: 'take' | 'done';
  readonly task: Task;

  constructor(change: 'take' | 'done', task: Task) {
    super(TaskChangeEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.change = change;
    this.task = task;
  }
}

declare global {
  interface HTMLElementEventMap {
    'samspil-task-change': TaskChangeEvent;
  }
}
