import type { Workplace } from '@samspil/sdk';
import { KeptVitals } from './kept-vitals.ts';
import { RepairedVitals } from './repaired-vitals.ts';
import type { UnfinishedForm } from './unfinished-form.ts';

/** What of the form outlives a look at it: drafts that the workplace keeps, and sets that come back refused. */
export class UnfinishedWork {
  readonly #parts: readonly (KeptVitals | RepairedVitals)[];

  constructor(workplace: Workplace, form: UnfinishedForm) {
    this.#parts = [
      ...(workplace.can('repair') ? [new RepairedVitals(workplace, form)] : []),
      ...(workplace.can('drafts') ? [new KeptVitals(workplace, form)] : []),
    ];
  }

  render(): readonly (HTMLElement | undefined)[] {
    return this.#parts.map((part) => part.render());
  }

  /** What was in the form is saved, or was cleared by hand. */
  finished(): void {
    for (const part of this.#parts) part.finished();
  }

  end(): void {
    for (const part of this.#parts) part.end();
  }
}
