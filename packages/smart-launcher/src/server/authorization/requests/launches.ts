import { randomBytes } from 'node:crypto';
import { SamspilError } from '@samspil/sdk';
import type { ClientRegistration } from '../../../shared/client-registration.ts';
import { encodeLaunchUrl } from '../../../shared/launch.ts';
import type {
  FhirContextItem,
  LaunchContext,
  LaunchRequest,
  PreparedLaunch,
} from '../../../shared/launch.ts';
import { LIFETIMES } from '../grants/lifetimes.ts';
import type { AuthorizationOptions } from '../options.ts';
import type { DurableStore } from '../store/durable-store.ts';

/** A launch that waits for its app. */
export interface WaitingLaunch {
  readonly clientId: string;
  readonly user: string;
  readonly context: LaunchContext;
}

/**
 * EHR launches prepared by the workplace. A launch id is opaque base64url (it survives clients that mangle `+`), can be
 * used once, for five minutes, by the client it was made for and for the user who made it.
 */
export class LaunchRegistry {
  readonly #options: Pick<AuthorizationOptions, 'clients' | 'users' | 'fhirBaseUrl'>;
  readonly #store: DurableStore;

  constructor(options: Pick<AuthorizationOptions, 'clients' | 'users' | 'fhirBaseUrl'>, store: DurableStore) {
    this.#options = options;
    this.#store = store;
  }

  /**
   * Prepares a launch.
   *
   * @throws `SamspilError` `invalid-request` when the client, the user or the launch URL is not registered, or the
   * context breaks a rule of SMART App Launch 2.2.
   */
  create(request: LaunchRequest): PreparedLaunch {
    const client = this.#options.clients.find(({ client_id }) => client_id === request.clientId);
    if (!client) throw refused('The client is not registered with this server.');
    if (!this.#options.users.some(({ id }) => id === request.user)) {
      throw refused('The user is not in the directory.');
    }
    const launchUrl = registeredLaunchUrl(client, request.launchUrl);
    const launch = randomBytes(32).toString('base64url');
    const waiting: WaitingLaunch = {
      clientId: request.clientId,
      user: request.user,
      context: launchContext(request),
    };
    this.#store.set(`Launch:${launch}`, waiting, LIFETIMES.launch);
    return { launch, url: encodeLaunchUrl(launchUrl, { iss: this.#options.fhirBaseUrl, launch }) };
  }

  /**
   * Uses up a launch. Undefined when it is unknown, used, too old, made for another client, or for somebody other than
   * the person who is signed in; a foreign client or user does not use it up.
   */
  take(launch: string, by: { clientId: string; user: string | undefined }): WaitingLaunch | undefined {
    const waiting = this.#store.get(`Launch:${launch}`) as WaitingLaunch | undefined;
    if (waiting?.clientId !== by.clientId) return undefined;
    if (by.user !== undefined && by.user !== waiting.user) return undefined;
    this.#store.delete(`Launch:${launch}`);
    return waiting;
  }
}

function registeredLaunchUrl(client: ClientRegistration, wanted: string | undefined): string {
  const launchUrl = wanted ?? client.launch_urls[0];
  if (launchUrl === undefined || !client.launch_urls.includes(launchUrl)) {
    throw refused('The launch URL is not registered for this client; register it in full.');
  }
  return launchUrl;
}

function launchContext(request: LaunchRequest): LaunchContext {
  for (const item of request.fhirContext ?? []) checkFhirContext(item);
  if (request.smartStyleUrl !== undefined && !URL.canParse(request.smartStyleUrl)) {
    throw refused('smartStyleUrl must be an absolute URL.');
  }
  const context: LaunchContext = {
    patient: request.patient,
    encounter: request.encounter,
    need_patient_banner: request.needPatientBanner,
    intent: request.intent,
    tenant: request.tenant,
    smart_style_url: request.smartStyleUrl,
    fhirContext: request.fhirContext,
  };
  for (const id of [context.patient, context.encounter]) {
    if (id !== undefined && !/^[A-Za-z0-9.-]{1,64}$/.test(id))
      throw refused('patient and encounter are ids.');
  }
  // Absent members are left out: neither null nor the empty string stands for "no encounter".
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}

/** The rules of SMART App Launch 2.2 "fhirContext" that are SHALL. */
function checkFhirContext(item: FhirContextItem): void {
  const { reference, canonical, identifier, role } = item;
  if (reference === undefined && canonical === undefined && identifier === undefined) {
    throw refused('A fhirContext item needs a reference, a canonical or an identifier.');
  }
  if (role === '' || (role !== undefined && role !== 'launch' && !URL.canParse(role))) {
    throw refused('A fhirContext role is "launch" or an absolute URI, never empty.');
  }
  if (reference === undefined) return;
  if (!/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(reference)) {
    throw refused('A fhirContext reference is relative: Type/id.');
  }
  if (/^(Patient|Encounter)\//.test(reference) && (role ?? 'launch') === 'launch') {
    throw refused('The patient and the encounter of the launch have members of their own.');
  }
}

function refused(message: string): SamspilError {
  return new SamspilError('invalid-request', message);
}
