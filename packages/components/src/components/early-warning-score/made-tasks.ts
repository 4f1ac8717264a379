import { isTaskFor, SCORE_TASK, type ScoredMoment } from '@samspil/sdk/clinical';
import type { ClinicalContext } from '@samspil/sdk';
import type { Task } from 'fhir/r4';
import type { ReactiveControllerHost } from 'lit';
import { AcceptedController } from '../../controllers/accepted-controller.ts';
import { LeaseTask } from '../../controllers/lease-task.ts';

/**
 * The tasks for scores that are in the record already, whoever made them: on another device, or from a card of decision
 * support. Where they cannot be read a task is offered all the same: one too many is better than none.
 */
export class MadeTasks {
  readonly #tasks: LeaseTask<readonly Task[]>;

  constructor(host: ReactiveControllerHost & HTMLElement, lease: () => ClinicalContext | undefined) {
    this.#tasks = new LeaseTask(host, { lease, load });
    new AcceptedController(host, { lease, types: ['Task'], changed: () => this.#tasks.reload() });
  }

  /** Nobody knows yet: a second one could be made. */
  get isReading(): boolean {
    return this.#tasks.state.status === 'loading';
  }

  /** The one for this score that stands. */
  of(about: ScoredMoment): Task | undefined {
    const { state } = this.#tasks;
    return state.status === 'loaded' ? state.value.find((task) => isTaskFor(task, about)) : undefined;
  }
}

/** The newest hundred: a task for the latest score is among them. */
async function load(lease: ClinicalContext, signal: AbortSignal): Promise<readonly Task[]> {
  const found: Task[] = [];
  const parameters = { identifier: `${SCORE_TASK}|`, _sort: '-_lastUpdated', _count: 100 };
  for await (const task of lease.fhir.search<Task>('Task', parameters, { signal }))
    if (found.push(task) === 100) break;
  return found;
}
