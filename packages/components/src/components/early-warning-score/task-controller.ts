import type { ClinicalContext, Receipt } from '@samspil/sdk';
import type { Task } from 'fhir/r4';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { isUncertain } from '../../controllers/uncertain.ts';
import { ScoreTaskEvent } from '../../events/score-task-event.ts';

/** How far the task of one score has come. */
export type TaskState =
  | { readonly status: 'none' }
  | { readonly status: 'saving' }
  | { readonly status: 'saved'; readonly task: Task; readonly receipt: Receipt }
  /** The page around took it over. */
  | { readonly status: 'handed-over' }
  | {
      readonly status: 'failed';
      readonly code: string;
      /** It may have been saved all the same. */ readonly isUncertain: boolean;
    };

const NONE: TaskState = { status: 'none' };

/**
 * One task for one score: offered to the page around, else saved under the lease. The operation keeps its id and its
 * content until it is stored, so pressing twice, or again after an answer that never came, makes one task.
 *
 * Not a `ChangesController`: that one changes versions of resources that exist, and begins anew after a plain refusal. Here
 * there is nothing before the save, and what is tried again is the very same task after any failure.
 */
export class TaskController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #state: TaskState = NONE;
  #of = '';
  #pending: { readonly operationId: string; readonly task: Task } | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get state(): TaskState {
    return this.#state;
  }

  /** Which score it is about, and of whom: what was said of another one goes. */
  about(key: string): void {
    if (key === this.#of) return;
    this.#of = key;
    this.#unfollow();
    this.#pending = undefined;
    this.#state = NONE;
  }

  /** Makes the task. Never rejects. */
  async make(build: () => Task, lease: ClinicalContext | undefined): Promise<void> {
    const { status } = this.#state;
    if (status !== 'none' && status !== 'failed') return;
    const of = this.#of;
    this.#pending ??= { operationId: crypto.randomUUID(), task: build() };
    const { operationId, task } = this.#pending;
    const event = new ScoreTaskEvent(task);
    if (status === 'none' && !this.#host.dispatchEvent(event))
      return this.#set(of, { status: 'handed-over' });
    if (!lease) return this.#set(of, { status: 'failed', code: 'no-context', isUncertain: false });
    this.#set(of, { status: 'saving' });
    try {
      const receipt = await lease.fhir.save(task, { operationId });
      if (of !== this.#of) return;
      this.#pending = undefined;
      this.#follow(receipt);
      this.#set(of, { status: 'saved', task, receipt });
    } catch (error) {
      const code = codeOf(error);
      this.#set(of, { status: 'failed', code, isUncertain: isUncertain(code) });
    }
  }

  hostConnected(): void {
    if (this.#state.status === 'saved') this.#follow(this.#state.receipt);
  }

  hostDisconnected(): void {
    this.#unfollow();
  }

  #follow(receipt: Receipt): void {
    this.#unfollow();
    const onChange = () => this.#host.requestUpdate();
    receipt.addEventListener('change', onChange);
    this.#stop = () => receipt.removeEventListener('change', onChange);
  }

  #unfollow(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** An answer about a score that is no longer shown says nothing. */
  #set(of: string, state: TaskState): void {
    if (of !== this.#of) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
