import { isSamspilError } from '@samspil/sdk';
import type { Runtime } from '@samspil/sdk/host';
import type { Desktop } from './desktop.ts';
import { openDesktop } from './desktop.ts';
import type { WorkplaceConfig } from '../shared/workplace-config.ts';
import { loadConfig } from './load-config.ts';
import { SignIn } from './session.ts';
import type { Address } from './session.ts';

/** How the workplace begins. */
export type Start =
  | {
      readonly phase: 'signed-out';
      /** What one signs in to. */
      readonly system: Pick<WorkplaceConfig, 'systemName' | 'fhirBaseUrl'>;
      /** Code of the sign-in that came back without success. */
      readonly code?: string;
      /** Leaves the page for the sign-in. @throws `launch-discovery`, `network` */
      readonly signIn: (locale: string) => Promise<void>;
    }
  | {
      readonly phase: 'ready';
      readonly desktop: Desktop;
      readonly signIn: (locale: string) => Promise<void>;
    };

export interface StartOptions {
  runtime: Runtime;
  address: Address;
  locale: string;
  createWorker: () => Worker;
}

/**
 * Reads the configuration, takes up the session or the answer of a sign-in, and opens the desktop.
 *
 * @throws what keeps the workplace from opening at all: `network`, `invalid-response`, `launch-discovery`, `storage-*`
 */
export async function start(options: StartOptions): Promise<Start> {
  const { runtime, address, locale, createWorker } = options;
  const config = await loadConfig((url) => runtime.fetch(url, { cache: 'no-store' }));
  const entrance = new SignIn(config, { runtime, address });
  const signIn = (language: string) => entrance.start(language);
  try {
    const session = await entrance.session();
    if (!session) return { phase: 'signed-out', system: config, signIn };
    const desktop = await openDesktop({ config, session, runtime, locale, createWorker });
    return { phase: 'ready', desktop, signIn };
  } catch (error) {
    if (isSamspilError(error) && needsSignIn(error.code))
      return { phase: 'signed-out', system: config, code: error.code, signIn };
    throw error;
  }
}

/** Failures that a new sign-in is the way out of. A server that does not answer is not one. */
function needsSignIn(code: string): boolean {
  return (
    code === 'needs-login' || code === 'denied' || (code.startsWith('launch-') && code !== 'launch-discovery')
  );
}
