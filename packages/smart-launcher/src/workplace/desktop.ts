import { isSamspilError, SamspilError } from '@samspil/sdk';
import type { Signal } from '@samspil/sdk';
import { createFhirClient } from '@samspil/sdk/fhir';
import type { FhirClient } from '@samspil/sdk/fhir';
import { createHost, loadRegistry, webWatchStore } from '@samspil/sdk/host';
import type {
  ApprovalStore,
  LoadedRegistry,
  PluginManifest,
  Registry,
  Runtime,
  WorkplaceHost,
} from '@samspil/sdk/host';
import type { SmartSession } from '@samspil/sdk/launch';
import { openOutbox, openRecords, shredOtherRecords } from '@samspil/sdk/offline';
import type { Outbox } from '@samspil/sdk/offline';
import { version } from '../../package.json';
import type { WorkplaceConfig } from '../shared/workplace-config.ts';
import { keptApprovals } from './admin/kept-approvals.ts';
import { Connection } from './connection.ts';
import { HoodLog } from './hood/hood-log.ts';
import { openUnsentDevices } from './offline/unsent-devices.ts';
import type { UnsentDevices } from './offline/unsent-devices.ts';
import { DesktopUi } from './services/desktop-ui.ts';
import { State } from './controllers/state.ts';

/** Everything a signed-in clinician works with. Made after sign-in, ended at logout. */
export interface Desktop {
  readonly config: WorkplaceConfig;
  readonly session: Pick<SmartSession, 'end' | 'accessToken'>;
  /** Reference of the signed-in user. */
  readonly user: string;
  readonly fhir: FhirClient;
  readonly outbox: Outbox;
  readonly host: WorkplaceHost;
  /** What plugins have the workplace show and ask. */
  readonly ui: DesktopUi;
  readonly connection: Connection;
  readonly log: HoodLog;
  /** What the plugins of this workplace may do. */
  readonly approvals: ApprovalStore;
  readonly plugins: readonly PluginManifest[];
  /** Manifests that could not be used, each with its error. */
  readonly refused: LoadedRegistry['refused'];
  /** Names by patient id, of the patients that were shown. In memory only. */
  readonly names: State<ReadonlyMap<string, string>>;
  /** True once the session is over: what is stored waits for a new sign-in. */
  readonly isLoginNeeded: Signal<boolean>;
  /** What other devices of this user have not sent; undefined where the server does not remember it. */
  readonly unsentDevices: UnsentDevices | undefined;
}

export interface DesktopOptions {
  config: WorkplaceConfig;
  session: SmartSession;
  runtime: Runtime;
  locale: string;
  /** Starts the thread that the outbox works on. */
  createWorker(): Worker;
}

/**
 * Opens the desktop: client, outbox, held records, plugins, host, in this order.
 *
 * @throws `denied` when the server named no user; the codes of `openOutbox`
 */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const { config, session, runtime, locale } = options;
  const user = session.fhirUser;
  if (!user)
    throw new SamspilError('denied', 'The sign-in named no user: ask for the scopes openid and fhirUser.');
  const isLoginNeeded = new State(false);
  const accessToken = async (): Promise<string> => {
    try {
      return await session.accessToken();
    } catch (error) {
      if (isSamspilError(error) && error.code === 'needs-login') isLoginNeeded.value = true;
      throw error;
    }
  };
  // The simulator's FHIR server allows the header to every origin.
  const traceContext = true;
  const fhir = createFhirClient({ fhirBaseUrl: config.fhirBaseUrl, accessToken, runtime, traceContext });
  const partition = { fhirBaseUrl: fhir.fhirBaseUrl, user };
  const releaseKey = () => session.releaseKey();
  const outbox = await openOutbox({
    partition,
    accessToken: () => accessToken().catch(absentWhenSignedOut),
    releaseKey,
    traceContext,
    createWorker: () => options.createWorker(),
  });
  const records = await openRecords({ partition, releaseKey, runtime });
  // A colleague who did not log out has left records behind, sealed. A store that cannot be reached holds up nobody.
  await shredOtherRecords(partition, runtime).catch(() => undefined);
  const { registry, refused } = await loadRegistry(config.plugins, runtime, { severalVersions: true });
  const approvals = keptApprovals(localStorage, approvedByConfig(registry, config), runtime);
  const ui = new DesktopUi(document);
  const host = createHost({
    fhir,
    outbox,
    records,
    registry,
    user: { reference: user },
    scopes: session.scopes,
    locale,
    workplace: { id: config.clientId, version },
    approvals,
    watchStore: webWatchStore(localStorage),
    ui,
    ...(config.vettedElements && { vettedElements: config.vettedElements }),
    runtime,
  });
  const connection = new Connection({
    connectionUrl: config.simulator?.connectionUrl,
    fetch: (url, init) => runtime.fetch(url, init),
    onChange: (isOnline) => host.setOnline(isOnline),
  });
  await connection.refresh();
  const log = new HoodLog(host);
  return {
    config,
    session,
    user,
    fhir,
    outbox,
    host,
    ui,
    connection,
    log,
    approvals,
    plugins: registry.list(),
    refused,
    names: new State<ReadonlyMap<string, string>>(new Map()),
    isLoginNeeded,
    unsentDevices: openUnsentDevices(session, outbox, runtime),
  };
}

/**
 * Ends patient, plugins, outbox and session, in this order, once no plugin holds. The records held on the device are
 * destroyed, for the next person may take it; what is unsent stays, for the same user only. Resolves with the address that ends the
 * server's session, or with undefined when the clinician stays.
 *
 * @param leave called when it is certain that she leaves
 */
export async function closeDesktop(
  { host, connection, log, session, unsentDevices }: Desktop,
  leave: () => void,
): Promise<{ url: string | undefined } | undefined> {
  // The store must be closed before the key's owner is gone; a store that fails to close must not keep her signed in.
  const status = await host.close({ shred: true }).then(
    (outcome) => outcome.status,
    () => 'failed',
  );
  if (status === 'cancelled' || status === 'superseded') return undefined;
  leave();
  connection.close();
  log.close();
  unsentDevices?.close();
  return { url: await session.end() };
}

/** Of each plugin the version that the configuration approves, which is the one it names first. */
function approvedByConfig(registry: Registry, { approvedVersions = {} }: WorkplaceConfig): PluginManifest[] {
  return registry.ids().flatMap((id) => {
    const versions = registry.versions(id);
    const named = Object.hasOwn(approvedVersions, id) ? approvedVersions[id] : versions[0]?.version;
    return versions.filter(({ version }) => version === named);
  });
}

/** Nobody is signed in: the outbox then waits, instead of trying again. Other failures it may repeat. */
function absentWhenSignedOut(error: unknown): undefined {
  if (isSamspilError(error) && error.code === 'needs-login') return undefined;
  throw error;
}
