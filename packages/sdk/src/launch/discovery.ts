import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { UNSENT_MEMBER } from './unsent-service.ts';

/** What a launch needs of `.well-known/smart-configuration` (SMART App Launch 2.2, "Conformance"). Wire names. */
export interface SmartConfiguration {
  authorization_endpoint: string;
  token_endpoint: string;
  issuer?: string;
  jwks_uri?: string;
  revocation_endpoint?: string;
  end_session_endpoint?: string;
  code_challenge_methods_supported: readonly string[];
  [member: string]: unknown;
}

/**
 * Member of the SMART configuration under which a server offers the key of the encrypted store, released only to a
 * signed-in user. Named by an absolute URI, as SMART App Launch 2.2 asks of what it does not define.
 */
export const KEY_RELEASE_MEMBER = 'https://samspil.dk/smart/key-release';

/** Members whose value is an address that tokens are sent to. */
const SERVICE_MEMBERS: ReadonlySet<string> = new Set([KEY_RELEASE_MEMBER, UNSENT_MEMBER]);

/**
 * Reads the SMART configuration of a FHIR server. Relative endpoints of non-conformant servers are resolved against the
 * FHIR base. A server without PKCE S256 is refused: nothing else protects a public client's code.
 *
 * @throws `launch-discovery`
 */
export async function discover(
  fhirBaseUrl: string,
  runtime: Pick<Runtime, 'fetch'>,
): Promise<SmartConfiguration> {
  const base = fhirBaseUrl.replace(/\/?$/, '/');
  const found = await readJson(`${base}.well-known/smart-configuration`, runtime);
  const { authorization_endpoint, token_endpoint, code_challenge_methods_supported: methods } = found;
  if (typeof authorization_endpoint !== 'string' || typeof token_endpoint !== 'string') {
    throw new SamspilError(
      'launch-discovery',
      'The SMART configuration names no endpoints: is this a SMART server?',
    );
  }
  if (!Array.isArray(methods) || !methods.includes('S256')) {
    throw new SamspilError(
      'launch-discovery',
      'The server does not offer PKCE with S256, which this client requires.',
    );
  }
  const resolved = Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      isEndpoint(name, value) ? absolute(value, base) : value,
    ]),
  );
  return resolved as unknown as SmartConfiguration;
}

function isEndpoint(name: string, value: unknown): value is string {
  return typeof value === 'string' && (/(_endpoint|_uri)$/.test(name) || SERVICE_MEMBERS.has(name));
}

/** The browser is sent to these addresses, and tokens with it: nothing but http(s) will do. */
function absolute(endpoint: string, base: string): string {
  const url = URL.canParse(endpoint, base) ? new URL(endpoint, base) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new SamspilError('launch-discovery', 'The SMART configuration names an address that is none.');
}

async function readJson(url: string, runtime: Pick<Runtime, 'fetch'>): Promise<Record<string, unknown>> {
  try {
    const response = await runtime.fetch(url, {
      headers: { Accept: 'application/json' },
      credentials: 'omit',
    });
    if (!response.ok)
      throw new SamspilError('launch-discovery', 'The server has no SMART configuration at this address.');
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) {
      throw new SamspilError('launch-discovery', 'The SMART configuration is not a JSON object.');
    }
    return body as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SamspilError) throw error;
    // The commonest cause in a browser is not the network but a server that does not answer with CORS headers.
    throw new SamspilError(
      'launch-discovery',
      'The SMART configuration could not be read: is the server running, and does it allow this origin (CORS)?',
    );
  }
}
