import { readNonce } from '../bridge/handshake.ts';
import type { Capability } from '../contract/capabilities.ts';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { browserRuntime } from '../runtime.ts';
import { connectEmbedded } from './embedded.ts';
import { applyTheme, wantsTheme } from './services/apply-theme.ts';
import type { Workplace } from './types.ts';

export interface ConnectOptions {
  /** The `client_id` this app is registered under. */
  clientId: string;
  /** Version of this app, for Provenance of what it records when it is not embedded. Default `unstated`. */
  version?: string;
  /** SMART scopes, space separated. What is granted may be less. */
  scope: string;
  /** FHIR base URL to use when the app is opened alone. */
  fhirServer?: string;
  /** FHIR base URLs an EHR may launch this app with, besides `fhirServer`. Anything else is refused. */
  trustedIssuers?: readonly string[];
  /** Where the authorization server sends the browser back to. Default: this page without query and fragment. */
  redirectUri?: string;
  /** Which view to show when it is opened alone or by an EHR; a workplace names one itself. Default `main`. */
  view?: string;
  /** Origins of workplaces this plugin agrees to be embedded in. Default: any. */
  hostOrigins?: readonly string[];
  /** Capabilities of a workplace that this code can use. Default: all that the plugin's manifest asks for. */
  capabilities?: readonly Capability[];
  /** A worker running `@samspil/sdk/offline/worker`, where the default address does not fit the page's build. */
  createWorker?: () => Worker;
  runtime?: Runtime;
}

/**
 * Finds out where this page runs and joins it: a frame in a Samspil workplace (**embedded**), `iss` and `launch` in the
 * address (**ehr**: any SMART-capable EHR), or neither (**standalone**). What it gives back is used the same way in all
 * three. Alone or launched, the page may be sent to the authorization server and back before this resolves.
 *
 * An embedded page downloads nothing of the other two ways. A page that holds `<meta name="samspil-theme"
 * content="follow">` gets the colours of its surroundings, and follows them; see {@link applyTheme}.
 *
 * Do not `await` it at the top level of a bundle with chunks, nor `runPlugin()`: launched or alone, it loads a chunk that
 * imports from the entry, and the entry has not finished while it waits. Both would wait for ever, without an error. Call
 * it in a function (`void start()`), or build a single file.
 *
 * @throws `handshake-timeout`, `version-mismatch`; alone or launched also `unknown-issuer`, `launch-state`,
 *   `launch-denied`, `launch-expired`, `launch-audience`, `launch-discovery`, `launch-failed`, `no-context`
 * @see https://hl7.org/fhir/smart-app-launch/app-launch.html
 */
export async function connect(options: ConnectOptions): Promise<Workplace> {
  if (!options.clientId)
    throw new SamspilError('invalid-request', 'Give connect() the clientId of this app.');
  const runtime = options.runtime ?? browserRuntime();
  const { hostOrigins, capabilities } = options;
  const nonce =
    globalThis.window.parent === globalThis.window ? undefined : readNonce(globalThis.window.name);
  const workplace = nonce
    ? await connectEmbedded({
        nonce,
        runtime,
        ...(hostOrigins && { hostOrigins }),
        ...(capabilities && { capabilities }),
      })
    : await (await import('./launched.ts')).connectByLaunch({ ...options, runtime });
  if (wantsTheme(globalThis.document)) applyTheme(globalThis.document.documentElement, workplace.theme);
  return workplace;
}
