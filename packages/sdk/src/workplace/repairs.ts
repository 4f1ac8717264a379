import type { RefusedWrite } from '../contract/repair.ts';
import type { ClinicalContext, Signal } from './types.ts';

/**
 * A write of this plugin that the server refused, and that a person wants to correct: the form opens with what is in it,
 * at the element that an issue names. Saving with `{ replaces: repair.receipt }` under `context` puts the corrected one in
 * its place.
 */
export interface Repair extends RefusedWrite {
  readonly context: ClinicalContext;
}

/** The plugin's side: gives what is to be corrected to whoever has the form, also when that one is loaded later. */
export class Repairs {
  readonly #present: Signal<ClinicalContext | undefined>;
  readonly #handlers = new Set<(repair: Repair) => void>();
  #waiting: Repair | undefined;

  constructor(present: Signal<ClinicalContext | undefined>) {
    this.#present = present;
  }

  get hasHandlers(): boolean {
    return this.#handlers.size > 0;
  }

  /** Returns the function that takes it back. */
  onRepair(handler: (repair: Repair) => void): () => void {
    this.#handlers.add(handler);
    const repair = this.#waiting;
    this.#waiting = undefined;
    if (repair) this.ask(repair.context.id, repair);
    return () => this.#handlers.delete(handler);
  }

  /** Only under the lease it was sent for. */
  ask(lease: string, write: RefusedWrite): void {
    const context = this.#present.value;
    if (context?.id !== lease) return;
    const repair = { ...write, context };
    if (this.#handlers.size === 0) this.#waiting = repair;
    for (const handler of [...this.#handlers]) handler(repair);
  }
}
