import { readScoreTable } from '@samspil/sdk/clinical';
import type { AnyTable } from './score-facts.ts';

/** Score tables as they are given to an element, of any shape: each is checked once. */
export class CheckedTable {
  #checked: { readonly given: unknown; readonly table: AnyTable | undefined } | undefined;

  /** The table; undefined for one that was refused. */
  of(given: unknown): AnyTable | undefined {
    if (this.#checked?.given !== given) {
      let table: AnyTable | undefined;
      try {
        table = readScoreTable(given);
      } catch {
        table = undefined;
      }
      this.#checked = { given, table };
    }
    return this.#checked?.table;
  }
}
