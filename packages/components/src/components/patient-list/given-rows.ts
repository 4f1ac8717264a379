import type { LitElement } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import type { SearchState } from '../../controllers/search-controller.ts';
import { readRows, type PatientRow, type ReadRow } from '../../patients/patient-row.ts';
import { keepFocus } from '../../states/keep-focus.ts';

interface Host extends LitElement {
  readonly patients: readonly PatientRow[] | undefined;
  readonly total: number | undefined;
  readonly problem: string | undefined;
  readonly refresh: (() => Promise<unknown>) | undefined;
}

/** Rows that the page gives, in the states that every list has, and their renewal. */
export class GivenRows {
  /** How old they are is said by the list itself, from what the page says. */
  readonly age = undefined;
  readonly #host: Host;
  #read:
    { readonly given: unknown; readonly rows: readonly ReadRow[]; readonly unreadable: number } | undefined;
  #isRefreshing = false;
  #failure: string | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get rows(): readonly ReadRow[] {
    return this.#readGiven().rows;
  }

  get isRefreshing(): boolean {
    return this.#isRefreshing;
  }

  get state(): SearchState<ReadRow> {
    const { patients, total = 0, problem } = this.#host;
    const code = this.#failure ?? problem;
    if (patients === undefined)
      return code === undefined || this.#isRefreshing ? { status: 'loading' } : { status: 'failed', code };
    const { rows, unreadable } = this.#readGiven();
    return {
      status: 'loaded',
      resources: rows,
      unreadable,
      hasMore: total > rows.length,
      isFetching: this.#isRefreshing,
      problem: code === undefined ? undefined : { of: 'reload', code },
    };
  }

  /** Has the page read again. What is shown stays meanwhile. Never rejects. */
  async refresh(): Promise<void> {
    const { refresh } = this.#host;
    if (!refresh || this.#isRefreshing) return;
    this.#set({ isRefreshing: true });
    await keepFocus(this.#host, async () => {
      try {
        await refresh();
        this.#set({ isRefreshing: false });
      } catch (error) {
        this.#set({ isRefreshing: false, failure: codeOf(error) });
      }
    });
  }

  #set({ isRefreshing, failure }: { isRefreshing: boolean; failure?: string }): void {
    this.#isRefreshing = isRefreshing;
    this.#failure = failure;
    this.#host.requestUpdate();
  }

  #readGiven() {
    const given = this.#host.patients ?? [];
    if (this.#read?.given !== given) this.#read = { given, ...readRows(given) };
    return this.#read;
  }
}
