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
  readonly more: (() => Promise<unknown>) | undefined;
}

/** Rows that the page gives, in the states that every list has, and their renewal. */
export class GivenRows {
  /** How old they are is said by the list itself, from what the page says. */
  readonly age = undefined;
  readonly #host: Host;
  #read:
    { readonly given: unknown; readonly rows: readonly ReadRow[]; readonly unreadable: number } | undefined;
  #doing: 'refresh' | 'more' | undefined;
  #failure: { readonly of: 'reload' | 'more'; readonly code: string } | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get rows(): readonly ReadRow[] {
    return this.#readGiven().rows;
  }

  get isRefreshing(): boolean {
    return this.#doing === 'refresh';
  }

  /** There are more patients than these, here or with the page. */
  get isPartial(): boolean {
    return this.#host.more !== undefined || (this.#host.total ?? 0) > this.rows.length;
  }

  get state(): SearchState<ReadRow> {
    const { patients, problem } = this.#host;
    const failure =
      this.#failure ?? (problem === undefined ? undefined : { of: 'reload' as const, code: problem });
    if (patients === undefined)
      return failure === undefined || this.isRefreshing
        ? { status: 'loading' }
        : { status: 'failed', code: failure.code };
    const { rows, unreadable } = this.#readGiven();
    return {
      status: 'loaded',
      resources: rows,
      unreadable,
      hasMore: this.isPartial,
      missing: [],
      isFetching: this.#doing !== undefined,
      problem: failure,
    };
  }

  /** Has the page read again. What is shown stays meanwhile. Never rejects. */
  refresh(): Promise<void> {
    return this.#do('refresh');
  }

  /** Has the page read its next part. Never rejects. */
  more(): Promise<void> {
    return this.#do('more');
  }

  async #do(what: 'refresh' | 'more'): Promise<void> {
    const { [what]: act } = this.#host;
    if (!act || this.#doing) return;
    this.#set(what);
    await keepFocus(this.#host, async () => {
      try {
        await act();
        this.#set(undefined);
      } catch (error) {
        this.#set(undefined, { of: what === 'more' ? 'more' : 'reload', code: codeOf(error) });
      }
    });
  }

  #set(doing: 'refresh' | 'more' | undefined, failure?: { of: 'reload' | 'more'; code: string }): void {
    this.#doing = doing;
    this.#failure = failure;
    this.#host.requestUpdate();
  }

  #readGiven() {
    const given = this.#host.patients ?? [];
    if (this.#read?.given !== given) this.#read = { given, ...readRows(given) };
    return this.#read;
  }
}
