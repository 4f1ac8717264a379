import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type { CdsAnswer, CdsFeedback, CdsServiceStatus } from '@samspil/components/components/cds-cards';
import type { CardAcceptance } from '@samspil/components/events';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DecisionSupportServer } from '../../shared/workplace-config.ts';
import { codeOf } from '../controllers/reading.ts';
import { CdsServer, type DiscoveredService, type PatientView } from './cds-server.ts';
import { readPrefetch, typesOf } from './read-prefetch.ts';
import { TakenSuggestions } from './taken-suggestions.ts';

export interface SupportOptions {
  servers(): readonly DecisionSupportServer[];
  lease(): ClinicalContext | undefined;
  isOnline(): boolean;
  locale(): string;
  fetch: typeof globalThis.fetch;
}

/** What is known of one service, or of a server that has not said which services it has. */
interface Known {
  readonly server: DecisionSupportServer;
  /** Undefined for the server as a whole. */
  readonly service: DiscoveredService | undefined;
  readonly status: CdsServiceStatus;
  readonly answer: CdsAnswer | undefined;
}

/** After these the service is not for this patient or this user; nothing is broken. */
const NOT_FOR_US: readonly string[] = ['denied', 'incomplete'];

/**
 * Asks the services for decision support about the open patient: when the patient opens, when what they work from was
 * changed, and after an outage. Each by itself: one that is slow or fails holds up no other, and nothing else in the chart.
 * Everything ends with the lease. What was answered stays while a service is asked again, and when it then fails.
 */
export class SupportController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: SupportOptions;
  #known = new Map<string, Known>();
  /** Servers of which it is not known under this lease which services they have. */
  #undiscovered = new Set<DecisionSupportServer>();
  #lease: ClinicalContext | undefined;
  #locale = '';
  #isOnline = false;
  #run: AbortController | undefined;
  #taken: TakenSuggestions | undefined;
  #unfollow: (() => void) | undefined;
  /** Feedback that no service took yet, by the key of the service. */
  readonly #unsent = new Map<string, CdsFeedback[]>();

  constructor(host: ReactiveControllerHost, options: SupportOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** A service has not answered yet, nor failed: that it gave no card says nothing. */
  get isAsking(): boolean {
    return this.#undiscovered.size > 0 || [...this.#known.values()].some(({ status }) => !status.status);
  }

  /** Undefined until a server has answered. */
  get answers(): readonly CdsAnswer[] | undefined {
    const answers = [...this.#known.values()].flatMap(({ answer }) => answer ?? []);
    return this.#known.size === 0 ? undefined : answers;
  }

  get services(): readonly CdsServiceStatus[] | undefined {
    return this.#known.size === 0 ? undefined : [...this.#known.values()].map(({ status }) => status);
  }

  hostUpdate(): void {
    const [lease, locale, isOnline] = [
      this.#options.lease(),
      this.#options.locale(),
      this.#options.isOnline(),
    ];
    const isOther = lease !== this.#lease;
    if (!isOther && locale === this.#locale && isOnline === this.#isOnline) return;
    this.#locale = locale;
    this.#isOnline = isOnline;
    if (isOther) this.#begin(lease);
    this.#ask();
  }

  hostDisconnected(): void {
    this.#begin(undefined);
  }

  /** Carries out what a person took, and then tells the service. @throws what `TakenSuggestions.carryOut` throws */
  async accept(acceptance: CardAcceptance): Promise<void> {
    await this.#taken?.carryOut(acceptance);
    this.tell(acceptance);
  }

  /** Tells a service what was done with its card; later, when it does not answer now. */
  tell({ service, feedback }: Pick<CardAcceptance, 'service' | 'feedback'>): void {
    if (service === undefined || feedback === undefined) return;
    this.#unsent.set(service, [...(this.#unsent.get(service) ?? []), feedback]);
    void this.#sendFeedback(service);
  }

  #begin(lease: ClinicalContext | undefined): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#unfollow?.();
    this.#lease = lease;
    this.#taken = lease && new TakenSuggestions(lease);
    this.#known = new Map();
    this.#undiscovered = new Set(lease ? this.#options.servers() : []);
    this.#unfollow = lease?.fhir.subscribe((receipt) => {
      if (this.#concerns(receipt)) this.#ask();
    });
  }

  /** Whether a write changed what a service works from. What it suggested itself says nothing new to it. */
  #concerns({ id, state, resources }: ReceiptSnapshot): boolean {
    if (state !== 'accepted' || this.#taken?.includes(id)) return false;
    const types = [...this.#known.values()].flatMap(({ service }) => (service ? typesOf(service) : []));
    return resources.some(({ reference }) => types.some((type) => reference.startsWith(`${type}/`)));
  }

  #ask(): void {
    this.#run?.abort();
    this.#run = undefined;
    const lease = this.#lease;
    if (!lease || lease.ended.aborted) return this.#host.requestUpdate();
    const run = new AbortController();
    this.#run = run;
    const signal = AbortSignal.any([run.signal, lease.ended]);
    for (const server of this.#options.servers()) void this.#askServer(server, lease, signal);
  }

  async #askServer(
    server: DecisionSupportServer,
    lease: ClinicalContext,
    signal: AbortSignal,
  ): Promise<void> {
    const { url } = server;
    if (!this.#isOnline) return this.#failServer(server);
    const client = new CdsServer(url, this.#options.fetch);
    let services: DiscoveredService[];
    try {
      services = await client.services(this.#locale, signal);
    } catch {
      if (!signal.aborted) this.#failServer(server);
      return;
    }
    if (signal.aborted) return;
    const keys = new Set(services.map(({ id }) => keyOf(server, id)));
    for (const [key, known] of this.#known)
      if (known.server === server && !keys.has(key)) this.#known.delete(key);
    this.#undiscovered.delete(server);
    for (const service of services) {
      const key = keyOf(server, service.id);
      // Without a status: it is told as one that nobody knows yet.
      const status = { id: key, title: service.title ?? service.id } as CdsServiceStatus;
      if (!this.#known.has(key)) this.#set(key, { server, service, answer: undefined, status });
    }
    this.#host.requestUpdate();
    await Promise.all(
      services.map((service) => this.#askService({ server, service, client }, lease, signal)),
    );
  }

  async #askService(
    {
      server,
      service,
      client,
    }: { server: DecisionSupportServer; service: DiscoveredService; client: CdsServer },
    lease: ClinicalContext,
    signal: AbortSignal,
  ): Promise<void> {
    const key = keyOf(server, service.id);
    const before = this.#known.get(key);
    const known = { server, service };
    const [id, title] = [key, service.title ?? service.id];
    try {
      const view = viewOf(lease);
      const prefetch = await readPrefetch(service, view, lease, { types: server.resourceTypes, signal });
      const answer = await client.call(service.id, { context: view, prefetch, locale: this.#locale }, signal);
      if (signal.aborted) return;
      // What a service would change by itself is shown, and not done: a person decides.
      const given: CdsAnswer = { ...answer, service: key, systemActionsApplied: false };
      this.#set(key, { ...known, answer: given, status: { id, title, status: 'running' } });
      void this.#sendFeedback(key);
    } catch (error) {
      if (signal.aborted) return;
      const code = codeOf(error);
      const isUnavailable = NOT_FOR_US.includes(code);
      const status = isUnavailable
        ? ({ id, title, status: 'unavailable' } as const)
        : down(id, title, before);
      this.#set(key, { ...known, answer: isUnavailable ? undefined : before?.answer, status });
    }
  }

  /** A server that does not say which services it has: those that are known do not run, or else the server as a whole. */
  #failServer(server: DecisionSupportServer): void {
    this.#undiscovered.delete(server);
    const known = [...this.#known].filter(([, each]) => each.server === server);
    for (const [key, each] of known)
      this.#set(key, { ...each, status: down(each.status.id, each.status.title, each) });
    if (known.length > 0) return;
    const key = keyOf(server, '');
    this.#set(key, {
      server,
      service: undefined,
      answer: undefined,
      status: down(key, new URL(server.url).host),
    });
  }

  #set(key: string, known: Known): void {
    this.#known.set(key, known);
    this.#host.requestUpdate();
  }

  /** Once at a time and in order; what fails is sent with the next answer of the service. */
  async #sendFeedback(key: string): Promise<void> {
    const [server, id] = splitKey(key, this.#options.servers());
    const waiting = this.#unsent.get(key);
    if (!server || !waiting?.length) return;
    this.#unsent.delete(key);
    try {
      await new CdsServer(server.url, this.#options.fetch).feedback(id, waiting);
    } catch {
      this.#unsent.set(key, [...waiting, ...(this.#unsent.get(key) ?? [])]);
    }
  }
}

/** Services of two servers may have the same id. */
function keyOf({ url }: DecisionSupportServer, id: string): string {
  return `${url}/cds-services/${id}`;
}

function splitKey(
  key: string,
  servers: readonly DecisionSupportServer[],
): [DecisionSupportServer | undefined, string] {
  const server = servers.find((each) => key.startsWith(keyOf(each, '')));
  return [server, server ? key.slice(keyOf(server, '').length) : ''];
}

function viewOf({ patient, encounter, user }: ClinicalContext): PatientView {
  return {
    patientId: patient.reference.slice('Patient/'.length),
    userId: user.reference,
    encounterId: encounter?.reference.slice('Encounter/'.length),
  };
}

/** Down since it was first found to be. */
function down(id: string, title: string | undefined, before?: Known): CdsServiceStatus {
  const since = before?.status.status === 'down' ? before.status.since : new Date().toISOString();
  return { id, title, status: 'down', since };
}
