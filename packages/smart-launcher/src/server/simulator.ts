import { manifestJsonSchema } from '@samspil/sdk/registry';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientRegistration } from '../shared/client-registration.ts';
import { WORKPLACE_CLIENT_ID, WORKPLACE_SCOPE } from '../shared/scopes.ts';
import type { DecisionSupportServer, WorkplaceConfig } from '../shared/workplace-config.ts';
import { createAuthorization } from './authorization/index.ts';
import { Connection } from './connection.ts';
import { createDecisionSupport, isDecisionSupport } from './decision-support/create-decision-support.ts';
import { createFhirHandler } from './fhir/index.ts';
import { closeServer, createFront, listen } from './front.ts';
import type { Fault, OAuthEndpoints } from './fhir/index.ts';
import { sendJson } from './json.ts';
import { answerLaunch } from './launch-route.ts';
import { openRecords } from './records.ts';
import { users } from './seed/index.ts';
import { placePlugins } from './served-plugins/place-plugins.ts';
import type { PluginServer } from './served-plugins/plugin-site.ts';
import { readPluginFolder } from './served-plugins/read-plugin-folder.ts';
import { readServers, registerPlugins } from './served-plugins/registered-plugins.ts';
import { smartStyles } from './smart-styles.ts';
import { serveFile } from './static-files.ts';

export interface SimulatorOptions {
  port: number;
  /** Default `127.0.0.1`: the simulator is for one machine. */
  host?: string;
  /** Undefined keeps everything in memory. */
  dataDir?: string | undefined;
  /** Connection string of a PostgreSQL to use instead of the embedded one. */
  databaseUrl?: string | undefined;
  seed: number;
  patients: number;
  /** Starts plugin servers once the origin of the workplace is known. */
  startPlugins?: (origin: string) => Promise<PluginServer[]>;
  /** Folders of plugins to serve and register. Several of one id are versions of it; the first named is approved. */
  plugins?: readonly string[];
  /** More apps that may be launched. */
  clients?: (origin: string) => readonly ClientRegistration[];
  /** Servers of decision support that the workplace asks, besides the one of the simulator. */
  decisionSupport?: readonly DecisionSupportServer[];
  /** What the FHIR server does wrong on a request, besides what the connection switch says. */
  fault?: (request: IncomingMessage) => Fault | undefined;
}

/** A running simulator. */
export interface Simulator {
  /** The workplace, for example `http://localhost:8080/`. */
  url: string;
  fhirBaseUrl: string;
  close(): Promise<void>;
}

/** The elements as one script, for plugins that have no build of their own. */
const SCRIPT_FOLDER = fileURLToPath(new URL('../../../components/dist/script', import.meta.url));
const WORKPLACE_FOLDER = fileURLToPath(new URL('../workplace', import.meta.url));

/**
 * Starts everything in one process: the workplace at `/`, the FHIR server at `/fhir`, the authorization server at
 * `/auth`, decision support at `/cds-services`, opaque plugins below `/served`, and the other plugins on ports of their own.
 *
 * @throws `invalid-request` when the port is taken, the data folder holds other data than asked for, or a plugin's folder
 * has no manifest; `invalid-manifest` with what is wrong in it
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  // Last opened, first closed; a start that fails half-way closes what it had opened.
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    return { ...(await open(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: SimulatorOptions,
  opened: (() => Promise<void>)[],
): Promise<Omit<Simulator, 'close'>> {
  const { host = '127.0.0.1', dataDir } = options;
  const folders = await Promise.all((options.plugins ?? []).map(readPluginFolder));
  // Listening first settles the port, which every address below is made of. Nothing is answered until all is ready.
  const front = createFront();
  await listen(front.server, options.port, host);
  opened.push(() => closeServer(front.server));
  // Not 127.0.0.1: that name is left to plugins, so that they live on another site than the workplace.
  const origin = `http://localhost:${(front.server.address() as AddressInfo).port}`;
  const fhirBaseUrl = `${origin}/fhir`;

  const records = await openRecords({ ...options, fhirBaseUrl, dataDir: dataDir && join(dataDir, 'fhir') });
  opened.push(() => records.close());
  const servers = (await options.startPlugins?.(origin)) ?? [];
  opened.push(...servers.map((server) => () => server.close()));
  const served = { origin, fhirServer: fhirBaseUrl, scriptFolder: SCRIPT_FOLDER };
  const placed = await placePlugins(folders, served, (site) => opened.push(() => site.close()));
  const plugins = registerPlugins([...(await readServers(servers)), ...placed.manifests]);
  const clients = [workplaceClient(origin), ...plugins.clients, ...(options.clients?.(origin) ?? [])];
  const authorization = await createAuthorization({
    publicUrl: origin,
    fhirBaseUrl,
    users,
    patients: records.picker,
    clients,
    ...(dataDir && { dataDir }),
  });
  opened.push(() => authorization.close());
  const connection = new Connection();
  const styles = smartStyles(origin);
  const fhir = createFhirHandler({
    store: records.store,
    authenticate: (request) => authorization.authenticate(request),
    oauth: oauthEndpoints(authorization.smartConfiguration()),
    fault: (request) => (connection.state === 'offline' ? 'offline' : options.fault?.(request)),
  });
  const config: WorkplaceConfig = {
    fhirBaseUrl,
    systemName: 'Samspil EPJ-simulator',
    clientId: WORKPLACE_CLIENT_ID,
    scope: WORKPLACE_SCOPE,
    plugins: plugins.urls,
    vettedElements: plugins.vettedElements,
    approvedVersions: plugins.approvedVersions,
    decisionSupport: [ownDecisionSupport(origin), ...(options.decisionSupport ?? [])],
    simulator: { connectionUrl: '/simulator/connection', launchesUrl: '/simulator/launches' },
  };
  const pageHeaders = contentSecurity({
    sites: [...servers, ...placed.sites].map((server) => server.origin),
    hosted: placed.hosted.addresses,
    hasElements: Object.keys(plugins.vettedElements).length > 0,
    fetched: (options.decisionSupport ?? []).map(({ url }) => new URL(url).origin),
  });
  const decisionSupport = createDecisionSupport();

  front.route = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    // The line is cut in front of the FHIR server only; what authorizes stands elsewhere in a hospital.
    if (await authorization.handler(request, response)) return;
    if (pathname === '/fhir' || pathname.startsWith('/fhir/')) await fhir(request, response);
    else if (isDecisionSupport(pathname)) await decisionSupport(request, response);
    else if (pathname === '/config.json') sendJson(response, 200, config);
    else if (pathname === '/manifest.schema.json') sendJson(response, 200, manifestJsonSchema());
    else if (pathname === '/simulator/connection') await connection.handle(request, response);
    else if (pathname === '/simulator/launches')
      await answerLaunch(request, response, { authorization, clients, users, styles });
    else if (styles.answer(pathname, response)) return;
    else if (await placed.hosted.answer(request, pathname, response)) return;
    else if (!(await serveFile(WORKPLACE_FOLDER, pathname, response, pageHeaders))) {
      const message = 'There is nothing at this address. The workplace is at /.';
      sendJson(response, 404, { code: 'not-found', message });
    }
  };
  return { url: `${origin}/`, fhirBaseUrl };
}

/** What the simulator's own services ask for. They are on this machine, and yet no more trusted than others. */
function ownDecisionSupport(origin: string): DecisionSupportServer {
  return {
    url: origin,
    resourceTypes: [
      'AllergyIntolerance',
      'Condition',
      'MedicationRequest',
      'MedicationStatement',
      'Observation',
      'Patient',
      'ServiceRequest',
      'Task',
    ],
  };
}

/** The CapabilityStatement names the same endpoints as the SMART configuration. */
function oauthEndpoints(smart: Record<string, unknown>): OAuthEndpoints {
  return { authorize: String(smart['authorization_endpoint']), token: String(smart['token_endpoint']) };
}

function workplaceClient(origin: string): ClientRegistration {
  return {
    client_id: WORKPLACE_CLIENT_ID,
    name: 'Samspil',
    redirect_uris: [`${origin}/`],
    launch_urls: [],
    scope: WORKPLACE_SCOPE,
    first_party: true,
    post_logout_redirect_uris: [`${origin}/`],
  };
}

interface PagePolicy {
  /** Origins of plugins that have one. */
  sites: readonly string[];
  /** Addresses of those that have none. */
  hosted: readonly string[];
  hasElements: boolean;
  /** Origins, besides plugins, that the workplace sends requests to. */
  fetched: readonly string[];
}

/**
 * Only registered plugins may be framed; nothing is fetched from any other host. Where a vetted plugin runs in the page,
 * its code is run from a `blob:` that the host made of the bytes it checked; no address of a plugin's is a script source.
 */
function contentSecurity({ sites, hosted, hasElements, fetched }: PagePolicy): Record<string, string> {
  // An opaque plugin's path, and no other of ours: not even its own page may take the frame elsewhere.
  const frames = [...sites, ...hosted].join(' ') || "'none'";
  return {
    'Content-Security-Policy': `default-src 'self'; script-src 'self'${hasElements ? ' blob:' : ''}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ${[...sites, ...fetched].join(' ')}; frame-src ${frames}; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cache-Control': 'no-cache',
  };
}
