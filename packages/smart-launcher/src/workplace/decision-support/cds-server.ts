import { SamspilError } from '@samspil/sdk';
import type { CdsAnswer, CdsFeedback } from '@samspil/components/components/cds-cards';
import { limitedText } from './limited-text.ts';

/** One service, as its server describes it. Everything in it is somebody else's. */
export interface DiscoveredService {
  readonly id: string;
  readonly title: string | undefined;
  /** Templates by key; what is no text is left out. */
  readonly prefetch: Readonly<Record<string, string>>;
}

/** What a call of `patient-view` says, besides what is prefetched. No token, and no address to read from. */
export interface PatientView {
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId: string | undefined;
}

type Fetch = typeof globalThis.fetch;

/** A person waits for nothing: after this the service is said not to run. */
const DEADLINE_MS = 10_000;
/** An answer of cards, or a list of services, is a few kilobytes. */
const MAX_ANSWER = 1_000_000;
const ID = /^[A-Za-z0-9\-._~]{1,128}$/;

/** A server of CDS Hooks 2.0, as its client: without cookies, without a referrer, and never sent on to another address. */
export class CdsServer {
  readonly #url: string;
  readonly #fetch: Fetch;

  constructor(url: string, fetch: Fetch) {
    this.#url = url;
    this.#fetch = fetch;
  }

  /**
   * The services for an opened patient.
   *
   * @throws `network`, `timeout`, `server`, `rejected`, `invalid-response`, `aborted`
   */
  async services(locale: string, signal: AbortSignal): Promise<DiscoveredService[]> {
    const answer = await this.#ask('', { headers: { 'Accept-Language': locale }, signal });
    const { services } = (answer ?? {}) as { services?: unknown };
    if (!Array.isArray(services)) throw unreadable();
    return (services as unknown[]).flatMap((each) => readService(each) ?? []);
  }

  /**
   * Cards for the patient.
   *
   * @throws as {@link services}; `incomplete` when the service says that it lacks what was not sent (412)
   */
  async call(
    id: string,
    { context, prefetch, locale }: { context: PatientView; prefetch: object; locale: string },
    signal: AbortSignal,
  ): Promise<Pick<CdsAnswer, 'cards' | 'systemActions'>> {
    const body = { hook: 'patient-view', hookInstance: crypto.randomUUID(), context, prefetch };
    const answer = await this.#post(`/${id}`, body, { locale, signal });
    if (!Array.isArray((answer as { cards?: unknown } | null)?.cards)) throw unreadable();
    return answer as Pick<CdsAnswer, 'cards' | 'systemActions'>;
  }

  /** Tells what a person did with a card. @throws as {@link services} */
  async feedback(id: string, feedback: readonly CdsFeedback[]): Promise<void> {
    // It is about what was done, so it goes out also when the patient is closed meanwhile.
    await this.#post(`/${id}/feedback`, { feedback }, { keepalive: true });
  }

  #post(
    path: string,
    body: object,
    { locale, signal, keepalive = false }: { locale?: string; signal?: AbortSignal; keepalive?: boolean },
  ): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json', ...(locale && { 'Accept-Language': locale }) };
    return this.#ask(path, {
      method: 'POST',
      headers,
      keepalive,
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  }

  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    const options = {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
    } as const;
    let text: string;
    let status: number;
    try {
      const response = await this.#fetch(`${this.#url}/cds-services${path}`, { ...init, ...options, signal });
      status = response.status;
      text = await limitedText(response, MAX_ANSWER);
    } catch (error) {
      if (init.signal?.aborted) throw new SamspilError('aborted', 'The call was given up.');
      if (deadline.aborted)
        throw new SamspilError('timeout', 'The decision support service did not answer in time.');
      if (error instanceof SamspilError) throw error;
      throw new SamspilError('network', 'The decision support service did not answer.');
    }
    if (status === 412) throw new SamspilError('incomplete', 'The service lacks data that was not sent.');
    if (status >= 500) throw new SamspilError('server', 'The decision support service failed.');
    if (status >= 300) throw new SamspilError('rejected', 'The decision support service refused the call.');
    // An answer to feedback may be empty.
    if (path.endsWith('/feedback')) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw unreadable();
    }
  }
}

/** Undefined for one that is not for an opened patient, or that nobody can call. */
function readService(given: unknown): DiscoveredService | undefined {
  const { id, hook, title, prefetch } = (given ?? {}) as Record<string, unknown>;
  if (hook !== 'patient-view' || typeof id !== 'string' || !ID.test(id)) return undefined;
  const templates = Object.entries((prefetch ?? {}) as Record<string, unknown>);
  return {
    id,
    title: typeof title === 'string' && title.trim() !== '' ? title : undefined,
    prefetch: Object.fromEntries(
      templates.filter((each): each is [string, string] => typeof each[1] === 'string'),
    ),
  };
}

function unreadable(): SamspilError {
  return new SamspilError('invalid-response', 'The answer is none of CDS Hooks.');
}
