import type { Runtime } from '@samspil/sdk/host';
import { completeLaunch, isLaunchAnswer, resumeSession, startLaunch } from '@samspil/sdk/launch';
import type { LaunchOptions, SmartSession } from '@samspil/sdk/launch';
import type { WorkplaceConfig } from '../shared/workplace-config.ts';

/** The page's own address, and a way to clean it. */
export interface Address {
  readonly href: string;
  readonly origin: string;
  /** Replaces the address in the bar and in the history, without loading. */
  replace(url: string): void;
}

/** Signing in to the workplace: OpenID Connect with SMART scopes, session in this tab only. */
export class SignIn {
  readonly #options: LaunchOptions;
  readonly #address: Address;

  constructor(config: WorkplaceConfig, surroundings: { runtime: Runtime; address: Address }) {
    this.#address = surroundings.address;
    this.#options = {
      clientId: config.clientId,
      scope: config.scope,
      fhirBaseUrl: config.fhirBaseUrl,
      trustedIssuers: [config.fhirBaseUrl],
      redirectUri: `${surroundings.address.origin}/`,
      runtime: surroundings.runtime,
    };
  }

  /**
   * The session of this tab, or of the answer that the address holds; undefined when nobody is signed in.
   *
   * @throws the codes of `completeLaunch`; `launch-discovery` or `network` when the server does not answer
   */
  async session(): Promise<SmartSession | undefined> {
    const url = new URL(this.#address.href);
    if (!isLaunchAnswer(url)) return resumeSession(this.#options);
    // Used once, whatever becomes of it: a reload must not repeat the answer, and the history must not keep the code.
    this.#address.replace(`${url.origin}${url.pathname}`);
    return completeLaunch(this.#options, url);
  }

  /** Leaves the page for the sign-in. */
  start(locale: string): Promise<void> {
    return startLaunch({ ...this.#options, uiLocales: locale });
  }
}
