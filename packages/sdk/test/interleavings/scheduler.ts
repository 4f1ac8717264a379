/** Something that happens when the schedule says so: a message arrives, an answer comes, a write becomes durable. */
export interface Task {
  readonly queue: string;
  readonly label: string;
  run(): void;
}

/** What becomes of one message on its way. */
export type Fate = 'arrives' | 'is lost' | 'arrives twice';

/**
 * Everything that takes time, in the hands of the schedule: one queue for each way a message can take, in order, and
 * timers that fire when time passes. Nothing here runs by itself.
 */
export class Scheduler {
  nowMs = Date.UTC(2026, 0, 15, 8, 0, 0);
  /** Judges each task as it is posted. */
  fateOf: (task: Task) => Fate = () => 'arrives';
  readonly #queues = new Map<string, Task[]>();
  readonly #timers = new Map<number, { at: number; callback: () => void }>();
  #next = 1;

  post(queue: string, label: string, run: () => void): void {
    const task: Task = { queue, label, run };
    const fate = this.fateOf(task);
    if (fate === 'is lost') return;
    const waiting = this.#queues.get(queue) ?? [];
    waiting.push(task);
    if (fate === 'arrives twice') waiting.push(task);
    this.#queues.set(queue, waiting);
  }

  /** The first task of each queue, longest waiting queue first. */
  enabled(): Task[] {
    return [...this.#queues.values()].flatMap((waiting) => waiting.slice(0, 1));
  }

  /** Runs a task that {@link enabled} gave. */
  take(task: Task): void {
    const waiting = this.#queues.get(task.queue) ?? [];
    waiting.shift();
    // Anew, so that the queue that waited longest comes first.
    this.#queues.delete(task.queue);
    if (waiting.length > 0) this.#queues.set(task.queue, waiting);
    task.run();
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.nowMs + delayMs, callback });
    return () => this.#timers.delete(id);
  }

  /** Lets time pass until the next timer fires; false when there is none. */
  passTime(): boolean {
    const [due] = [...this.#timers].sort(([a, { at: x }], [b, { at: y }]) => x - y || a - b);
    if (!due) return false;
    this.#timers.delete(due[0]);
    this.nowMs = Math.max(this.nowMs, due[1].at);
    due[1].callback();
    return true;
  }
}
