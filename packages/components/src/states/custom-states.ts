import type { LitElement, ReactiveController } from 'lit';
import type { SearchState } from '../controllers/search-controller.ts';

/** What `:state()` can ask of a list element; each element names them in its doc-block. */
export type ListStateName = 'loading' | 'empty' | 'partial' | 'stale' | 'denied' | 'not-held' | 'failed';

/** Keeps a host's custom states (`:state(…)`) as the data of its list is. */
export class CustomStates implements ReactiveController {
  readonly #internals: ElementInternals;
  readonly #search: { readonly state: SearchState<unknown>; readonly age: unknown };

  constructor(host: LitElement, search: { readonly state: SearchState<unknown>; readonly age: unknown }) {
    this.#internals = host.attachInternals();
    this.#search = search;
    host.addController(this);
  }

  hostUpdated(): void {
    const { states } = this.#internals;
    const next = new Set<string>(namesOf(this.#search.state));
    if (this.#search.age !== undefined) next.add('stale');
    for (const name of [...states]) if (!next.has(name)) states.delete(name);
    for (const name of next) states.add(name);
  }
}

function namesOf(state: SearchState<unknown>): ListStateName[] {
  switch (state.status) {
    case 'none':
      return [];
    case 'loading':
      return ['loading'];
    case 'failed':
      return state.code === 'denied' || state.code === 'not-held' ? [state.code] : ['failed'];
    case 'loaded': {
      const { resources, unreadable, hasMore, missing, problem, isFetching } = state;
      const isPartial = hasMore || unreadable > 0 || missing.length > 0;
      return [
        ...(isFetching ? (['loading'] as const) : []),
        ...(resources.length === 0 && !isPartial ? (['empty'] as const) : []),
        ...(isPartial ? (['partial'] as const) : []),
        ...(problem?.of === 'reload' ? (['stale'] as const) : []),
      ];
    }
  }
}
