import type { FhirResource } from 'fhir/r4';
import { OPERATION_SYSTEM } from '../../../offline/write/operation-mark.ts';
import { MemoryServer } from '../../simulate/memory-server.ts';
import type { ServerRefusal } from '../../simulate/memory-server.ts';

/** One version that came into being. */
export interface Effect {
  /** `Type/id`. */
  readonly reference: string;
  readonly versionId: string;
  /** Operation identifiers it carries. */
  readonly marks: readonly string[];
  readonly resource: FhirResource;
  /** Whose token it came with; undefined for what somebody else wrote, elsewhere. */
  readonly user: string | undefined;
  /** References to records that did not exist at that moment. */
  readonly dangling: readonly string[];
}

/** A request as it reaches the server. */
export interface Arrival {
  readonly url: string;
  readonly method: string;
  readonly token: string | undefined;
  readonly body: string | undefined;
  /** Which tab sent it, where a harness can tell. */
  readonly sender?: string | undefined;
}

/** What the server can do. */
export interface EhrAbilities {
  readonly updateCreate: boolean;
  readonly conditionalCreate: boolean;
}

/** A record as it was. */
export interface Backup {
  readonly record: ReadonlyMap<string, FhirResource>;
  /** Length of the journal then. */
  readonly journal: number;
}

/** Extension by which a resource of a history asks to be refused; value: the HTTP status. */
export const POISON_URL = 'https://samspil.dk/fhir/testing/poison';
/** Records that exist without being asked for. */
const KNOWN_TYPES: ReadonlySet<string> = new Set(['Patient', 'Practitioner']);

/**
 * An existing system: a FHIR server with sessions, versions and a journal of everything that ever became of it. The
 * journal, not an answer, says what happened.
 */
export class Ehr {
  readonly baseUrl: string;
  readonly journal: Effect[] = [];
  /** What became of the record and was taken back by a restored backup. */
  readonly vanished: Effect[] = [];
  /** The newest version of each record that a client was shown. */
  readonly shown = new Map<string, string>();
  /** False makes it accept what it refused as poison: somebody repaired the rules. */
  isStrict = true;
  readonly #memory: MemoryServer;
  readonly #sessions = new Map<string, string>();
  #user: string | undefined;
  #tokens = 0;

  constructor(abilities: EhrAbilities, baseUrl = 'https://ehr.example/fhir') {
    this.baseUrl = baseUrl;
    this.#memory = new MemoryServer(this.baseUrl, [], {
      ...abilities,
      judge: (resource) => (this.isStrict ? poisonOf(resource) : undefined),
      onCommit: (stored) => this.#note(stored),
    });
  }

  /** What exists now. */
  get record(): ReadonlyMap<string, FhirResource> {
    return this.#memory.record;
  }

  /** A record as it was in one version. */
  version(reference: string, versionId: string): FhirResource | undefined {
    return this.journal.find((effect) => effect.reference === reference && effect.versionId === versionId)
      ?.resource;
  }

  /** Signs a user in and gives her token. */
  signIn(user: string): string {
    this.#tokens += 1;
    const token = `token-${this.#tokens}`;
    this.#sessions.set(token, user);
    return token;
  }

  /** The token is worth nothing any more. */
  revoke(token: string): void {
    this.#sessions.delete(token);
  }

  /** Somebody else, elsewhere, stores a version. */
  writeElsewhere(resource: FhirResource): FhirResource {
    this.#user = undefined;
    return this.#memory.put(resource);
  }

  /** Where a backup is taken. */
  backup(): Backup {
    return { record: new Map(this.#memory.record), journal: this.journal.length };
  }

  /** A backup is put back: what became of the record since then never was. Gives what vanished. */
  restore({ record, journal }: Backup): Effect[] {
    this.#memory.restore(record);
    const vanished = this.journal.splice(journal);
    this.vanished.push(...vanished);
    return vanished;
  }

  async answer({ url, method, token, body }: Arrival): Promise<Response> {
    if (!url.endsWith('/metadata')) {
      const user = token === undefined ? undefined : this.#sessions.get(token);
      if (user === undefined) return new Response('', { status: 401 });
      this.#user = user;
    }
    const request = new Request(url, body === undefined ? { method } : { method, body });
    const response = await this.#memory.answer(request);
    if (method !== 'GET' || !response.ok) return response;
    const text = await response.text();
    this.#noteShown(JSON.parse(text) as FhirResource);
    return new Response(text, { status: response.status, headers: response.headers });
  }

  #note(stored: readonly FhirResource[]): void {
    for (const resource of stored) {
      this.journal.push({
        reference: `${resource.resourceType}/${resource.id}`,
        versionId: resource.meta?.versionId ?? '',
        marks: marksOf(resource),
        resource,
        user: this.#user,
        dangling: [...JSON.stringify(resource).matchAll(/"reference":"([A-Z]\w+)\/([^"]+)"/g)]
          .filter(([, type = '']) => !KNOWN_TYPES.has(type))
          .map(([, type, id = '']) => `${type}/${id.replace(/\/_history\/.*$/, '')}`)
          .filter((reference) => !this.#memory.record.has(reference)),
      });
    }
  }

  #noteShown(resource: FhirResource): void {
    const parts = resource.resourceType === 'Bundle' ? (resource.entry ?? []) : [{ resource }];
    for (const { resource: part } of parts)
      if (part?.meta?.versionId) this.shown.set(`${part.resourceType}/${part.id}`, part.meta.versionId);
  }
}

/** Operation identifiers of a resource, wherever it carries them. */
export function marksOf(resource: FhirResource): string[] {
  const { identifier } = resource as { identifier?: unknown };
  const identifiers = Array.isArray(identifier) ? (identifier as { system?: string; value?: string }[]) : [];
  return [
    ...identifiers.map(({ system, value }) => ({ system, value })),
    ...(resource.meta?.tag ?? []).map(({ system, code }) => ({ system, value: code })),
  ].flatMap(({ system, value }) => (system === OPERATION_SYSTEM && value !== undefined ? [value] : []));
}

function poisonOf(resource: FhirResource): ServerRefusal | undefined {
  const { extension } = resource as { extension?: { url: string; valueInteger?: number }[] };
  const status = extension?.find(({ url }) => url === POISON_URL)?.valueInteger;
  if (status === undefined) return undefined;
  return { status, code: 'business-rule', expression: `${resource.resourceType}.value` };
}
