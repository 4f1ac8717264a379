import type { CapabilityStatement } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import type { FhirClient } from '../../fhir/index.ts';

/** Answers to `/metadata` of a server that will not say what it can do. */
const MUTE: readonly SamspilErrorCode[] = ['denied', 'not-found', 'gone', 'rejected'];
/** So many times in a row a server has to refuse its CapabilityStatement before that counts as having none. */
const DENIALS_BELIEVED = 3;

/** What the server says that it can do; asked once for a session. */
export class ServerStatement {
  readonly #client: Pick<FhirClient, 'capabilities'>;
  #known: CapabilityStatement | 'none' | undefined;
  #denials = 0;

  constructor(client: Pick<FhirClient, 'capabilities'>) {
    this.#client = client;
  }

  /**
   * Undefined for a server that will not say: it is taken to do the least.
   * @throws as `FhirClient.capabilities`, when it is worth another try
   */
  async read(signal: AbortSignal): Promise<CapabilityStatement | undefined> {
    this.#known ??= await this.#ask(signal);
    return this.#known === 'none' ? undefined : this.#known;
  }

  async #ask(signal: AbortSignal): Promise<CapabilityStatement | 'none'> {
    try {
      return await this.#client.capabilities({ signal });
    } catch (error) {
      if (!isSamspilError(error) || !MUTE.includes(error.code)) throw error;
      // The statement is for everybody, so a 403 is more likely a gateway's mood; a route is chosen for good.
      if (error.code === 'denied' && ++this.#denials < DENIALS_BELIEVED) throw error;
      return 'none';
    }
  }
}
