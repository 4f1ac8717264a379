import { SamspilError } from '../errors.ts';
import { createFhirClient } from '../fhir/client.ts';
import { completeLaunch, isLaunchAnswer, resumeSession, startLaunch } from '../launch/index.ts';
import type { LaunchOptions, SmartSession } from '../launch/index.ts';
import { clinicalContext, directReads, Lease, LocalRecord } from '../lease/index.ts';
import { HeldReads } from '../held/index.ts';
import { openOutbox, openRecords } from '../offline/index.ts';
import type { Runtime } from '../runtime.ts';
import type { ConnectOptions } from './connect.ts';
import { pageDrafts } from './page/page-drafts.ts';
import { pageOffline } from './page/page-offline.ts';
import { pageOutbox } from './page/page-outbox.ts';
import { repairs } from './repairs.ts';
import { pageServices } from './services/page-services.ts';
import { pageTheme } from './services/page-theme.ts';
import { WritableSignal } from './signal.ts';
import type { ClinicalContext, Surroundings, Workplace } from './types.ts';

/** The page is on its way to the authorization server; nothing after it runs. */
const leaving = () => new Promise<never>(() => undefined);

/**
 * Joins by SMART App Launch: finishes a launch whose answer is in the address, resumes the session of this tab, or
 * starts a launch. The same outbox as in a host runs in this page's own worker.
 */
export async function connectByLaunch(options: ConnectOptions & { runtime: Runtime }): Promise<Workplace> {
  const url = new URL(globalThis.location.href);
  const iss = url.searchParams.get('iss');
  const launch = url.searchParams.get('launch');
  if (isLaunchAnswer(url)) {
    // Which server answers is kept with the launch; an `iss` here is the server's own name (RFC 9207).
    const session = await completeLaunch(launchOptions(options, ''), url);
    // The answer has been used: a reload must not offer it again, and no code stays in the history.
    globalThis.history.replaceState(null, '', globalThis.location.pathname);
    return workplaceOf(session, options);
  }
  // After an EHR launch a reload names no server any more: the session of this tab knows.
  const resumed = launch ? undefined : await resumeSession(launchOptions(options, iss ?? ''));
  if (resumed) return workplaceOf(resumed, options);
  const fhirBaseUrl = iss ?? options.fhirServer;
  if (!fhirBaseUrl) {
    throw new SamspilError(
      'launch-discovery',
      'Give connect() a fhirServer, or open this app from a workplace.',
    );
  }
  await startLaunch({ ...launchOptions(options, fhirBaseUrl), ...(launch && { launch }) });
  return leaving();
}

function launchOptions(options: ConnectOptions & { runtime: Runtime }, fhirBaseUrl: string): LaunchOptions {
  return {
    clientId: options.clientId,
    scope: options.scope,
    fhirBaseUrl,
    trustedIssuers: [options.fhirServer, ...(options.trustedIssuers ?? [])].filter(
      (issuer) => issuer !== undefined,
    ),
    redirectUri: options.redirectUri ?? globalThis.location.origin + globalThis.location.pathname,
    runtime: options.runtime,
  };
}

async function workplaceOf(
  session: SmartSession,
  options: ConnectOptions & { runtime: Runtime },
): Promise<Workplace> {
  const { runtime } = options;
  const surroundings: Surroundings = session.wasEhrLaunch ? 'ehr' : 'standalone';
  const { patient, fhirUser } = session;
  if (!patient)
    throw new SamspilError(
      'no-context',
      'No patient came with the launch: ask for the scope launch/patient.',
    );
  if (!fhirUser)
    throw new SamspilError('launch-failed', 'The server did not say who signed in: ask for openid fhirUser.');
  const accessToken = () => session.accessToken();
  const fhir = createFhirClient({ fhirBaseUrl: session.fhirBaseUrl, accessToken, runtime });
  const partition = { fhirBaseUrl: session.fhirBaseUrl, user: fhirUser };
  const releaseKey = () => session.releaseKey();
  const outbox = await openOutbox({
    partition,
    accessToken,
    releaseKey,
    ...(options.createWorker && { createWorker: options.createWorker }),
  });
  const records = await openRecords({ partition, releaseKey, runtime });
  const user = { reference: fhirUser };
  const lease = new Lease(runtime.randomUUID(), {
    patient: { reference: `Patient/${patient}` },
    ...(session.encounter && { encounter: { reference: `Encounter/${session.encounter}` } }),
    user,
  });
  const plugin = { id: options.clientId, version: options.version ?? 'unstated' };
  const record = new LocalRecord({
    lease,
    scopes: session.scopes,
    plugin,
    author: user,
    fhir,
    reads: new HeldReads({
      source: directReads(fhir, runtime),
      records,
      patient,
      fhirBaseUrl: session.fhirBaseUrl,
      isOnline: () => online.value,
    }),
    outbox,
    runtime,
  });
  const context = new WritableSignal<ClinicalContext | undefined>(
    clinicalContext(lease, record, { needPatientBanner: session.needPatientBanner, runtime }),
  );
  const { locale, stopListening } = pageLocale();
  const online = new WritableSignal(globalThis.navigator.onLine);
  const stopWatching = watchConnection((isOnline) => {
    online.value = isOnline;
    // What cannot be sent now stays stored and says so in its receipt.
    if (isOnline) outbox.flush('network').catch(() => undefined);
  });
  const unfinished = pageDrafts(globalThis.document, { lease, context, plugin: plugin.id, outbox, runtime });
  const corrections = repairs(context);
  const services = pageServices(globalThis.document, context);
  return {
    surroundings,
    context,
    locale,
    online,
    reachable: new WritableSignal(true),
    view: options.view ?? 'main',
    can: (capability) => ['drafts', 'repair'].includes(capability) || services.can(capability),
    drafts: unfinished.drafts,
    onPrepare: (handler) => unfinished.preparation.onPrepare(handler),
    onRepair: corrections.onRepair,
    outbox: pageOutbox({ lease, outbox, ask: corrections.ask, plugin: plugin.id }),
    offline: pageOffline(lease, { records, fhir, scopes: session.scopes, runtime }),
    shown: unfinished.shown,
    ui: services.ui,
    bus: services.bus,
    theme: pageTheme(session.styleUrl, runtime),
    close() {
      services.close();
      unfinished.close();
      stopWatching();
      stopListening();
      lease.end();
      context.value = undefined;
      void outbox.close();
    },
  };
}

/** The language of the page, also when the page changes it. */
function pageLocale(): { locale: WritableSignal<string>; stopListening: () => void } {
  const page = globalThis.document.documentElement;
  const read = () => page.lang || globalThis.navigator.language;
  const locale = new WritableSignal(read());
  const observer = new MutationObserver(() => (locale.value = read()));
  observer.observe(page, { attributeFilter: ['lang'] });
  return { locale, stopListening: () => observer.disconnect() };
}

function watchConnection(listener: (isOnline: boolean) => void): () => void {
  const stop = new AbortController();
  for (const type of ['online', 'offline']) {
    globalThis.addEventListener(type, () => listener(type === 'online'), { signal: stop.signal });
  }
  return () => stop.abort();
}
