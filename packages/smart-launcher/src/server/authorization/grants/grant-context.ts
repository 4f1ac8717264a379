import type { LaunchContext } from '../../../shared/launch.ts';
import type { DurableStore } from '../store/durable-store.ts';

/** What belongs to a grant beyond the library's record of it. */
export interface GrantContext {
  /** FHIR base the grant was given for; its tokens are worthless at any other. */
  readonly aud: string;
  /** Granted scopes, space-separated. */
  readonly scope: string;
  /** True when it outlives the sign-in session (`offline_access`). */
  readonly isOffline: boolean;
  readonly members: LaunchContext;
  /** Relative reference of the user, when `fhirUser` is granted. */
  readonly fhirUser?: string | undefined;
}

/** Grant contexts by grant id. One grant per launch: two patients in two windows are two grants. */
export class GrantContexts {
  readonly #store: DurableStore;

  constructor(store: DurableStore) {
    this.#store = store;
  }

  save(grantId: string, context: GrantContext, lifetimeSeconds: number): void {
    this.#store.set(`GrantContext:${grantId}`, context, lifetimeSeconds);
  }

  find(grantId: string | undefined): GrantContext | undefined {
    return this.#store.get(`GrantContext:${grantId ?? ''}`) as GrantContext | undefined;
  }
}
