import type { Capability } from '../../contract/index.ts';
import type { InstanceGrants } from '../mount/plugin-instance.ts';
import type { Grants } from '../registry/approval/grant.ts';

/**
 * The capabilities of a plugin that is on the page. It was told of them when it was mounted and gets no more; what is taken
 * back meanwhile is asked for at each use, so that an administrator need not wait for a page to go.
 */
export class StandingCapabilities extends Set<Capability> {
  readonly #granted: () => Iterable<Capability>;

  /**
   * @param mounted what the place had for it when it was mounted
   * @param granted what is granted to it now
   */
  constructor(mounted: Iterable<Capability>, granted: () => Iterable<Capability>) {
    super(mounted);
    this.#granted = granted;
  }

  override has(capability: Capability): boolean {
    return super.has(capability) && [...this.#granted()].includes(capability);
  }
}

/** What the site grants besides, looked at anew at each use. Permissions reach the frame when it is loaded. */
export function standingGrants(granted: () => Grants): InstanceGrants {
  return {
    get permissions() {
      return granted().permissions;
    },
    get opens() {
      return granted().opens;
    },
    get publishes() {
      return granted().publishes;
    },
    get subscribes() {
      return granted().subscribes;
    },
  };
}
