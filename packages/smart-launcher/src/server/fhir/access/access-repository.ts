import { OperationOutcomeError, type SearchRequest, type WithId } from '@medplum/core';
import { FhirRepository, type CreateResourceOptions, type ReadHistoryOptions } from '@medplum/fhir-router';
import type { Bundle, Reference, Resource } from '@medplum/fhirtypes';
import {
  conflict,
  forbidden,
  gone,
  invalid,
  notFound,
  preconditionFailed,
  serverError,
} from '../outcomes.ts';
import { parseEverything } from '../everything/everything-query.ts';
import { runEverything } from '../everything/run-everything.ts';
import { parseSearch } from '../search/parse-search.ts';
import { runSearch } from '../search/run-search.ts';
import type { FhirStore } from '../store/fhir-store.ts';
import { findVersion, readHistory, wasSeen, type HistoryQuery } from '../store/history.ts';
import type { StoredRow } from '../store/resource-table.ts';
import type { JudgedRow, Stored, StoreSession } from '../store/store-session.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Grant } from './grant.ts';
import type { Belonging } from './grant-sql.ts';
import { applyJsonPatch, type PatchOperations } from './json-patch.ts';
import { pairsOf } from './search-pairs.ts';

/** Conditions of RFC 9110 on the present version. */
export interface Preconditions {
  /** The version id that must be the present one. */
  ifMatch?: string;
  /** True for `If-None-Match: *`: the resource must not exist. */
  ifNoneMatch?: boolean;
}

/**
 * The repository of one request. Everything a route does with records goes through it, and it asks the policy first, so
 * no route can go around it: not a batch entry, not a conditional write, not an include.
 *
 * One request uses it from one place at a time.
 */
export class AccessRepository extends FhirRepository<undefined> {
  readonly #store: FhirStore;
  readonly #policy: AccessPolicy;
  readonly #onError: (error: unknown) => void;
  /** Set while a transaction runs; everything then happens inside of it. */
  #session: StoreSession | undefined;
  /** Judgements that wait for the end of the transaction. */
  #deferred: (() => Promise<void>)[] = [];

  constructor(store: FhirStore, policy: AccessPolicy, onError: (error: unknown) => void) {
    super();
    this.#store = store;
    this.#policy = policy;
    this.#onError = onError;
  }

  /** There is one mode: reads outside of a transaction, writes within. */
  setMode(): void {}

  generateId(): string {
    return this.#store.context.newId();
  }

  async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const grants = this.#policy.require('c', resource.resourceType);
    return this.#write(async (session) => {
      const id = options?.assignedId && resource.id !== undefined ? resource.id : this.generateId();
      if (await session.find(resource.resourceType, id)) throw conflict('The id is taken.');
      const created = await session.insert(resource, id, 'POST');
      await this.#judgeWritten(
        session,
        { rid: created.rid, type: resource.resourceType, deleted: false },
        grants,
      );
      return created.resource as Resource as WithId<T>;
    });
  }

  async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    const { row } = await this.#readable(resourceType, id);
    if (row.content === null) throw gone();
    return JSON.parse(row.content) as WithId<T>;
  }

  async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [resourceType = '', id, ...rest] = (reference.reference ?? '').split('/');
    if (id === undefined || rest.length > 0)
      throw invalid('A reference to a resource of this server is Type/id.');
    return this.readResource(resourceType, id);
  }

  async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    const found: (T | Error)[] = [];
    for (const reference of references) {
      found.push(await this.readReference(reference).catch((error: Error) => error));
    }
    return found;
  }

  async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    const { row, grants } = await this.#readable(resourceType, id);
    const version = /^[1-9]\d{0,8}$/.test(vid)
      ? await this.#run(() => findVersion(this.#reader().sql, row, Number(vid)))
      : undefined;
    if (!version) throw notFound('There is no such version.');
    if (version.content === null) throw gone();
    if (!wasSeen(version, grants, this.#store.context)) {
      throw forbidden('other-patient', 'This version is of the record of another patient.');
    }
    return JSON.parse(version.content) as WithId<T>;
  }

  async readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    options: ReadHistoryOptions = {},
  ): Promise<Bundle<WithId<T>>> {
    const history = await this.history({ resourceType, id, count: options.limit ?? 50 });
    return history as Bundle<WithId<T>>;
  }

  /** The history of a resource or of a type. That of a type is a search (SMART: `s`), that of a resource a read. */
  async history(query: HistoryQuery): Promise<Bundle<Stored>> {
    const { resourceType, id } = query;
    const grants =
      id === undefined
        ? this.#policy.require('s', resourceType)
        : (await this.#readable(resourceType, id)).grants;
    return this.#run(() => readHistory(this.#reader(), query, grants));
  }

  async updateResource<T extends Resource>(resource: T, options: Preconditions = {}): Promise<WithId<T>> {
    const { resource: updated } = await this.put(resource, options);
    return updated;
  }

  /** Updates, or creates under the client's id. `created` tells which. */
  async put<T extends Resource>(
    resource: T,
    { ifMatch, ifNoneMatch }: Preconditions,
  ): Promise<{ resource: WithId<T>; created: boolean }> {
    const { resourceType, id } = resource;
    if (id === undefined) throw invalid('An update names the id in the resource.', `${resourceType}.id`);
    const grants = this.#policy.require('u', resourceType);
    return this.#write(async (session) => {
      const row = await session.find(resourceType, id);
      if (row) await this.#judge(session, row, grants, 'write');
      const exists = row !== undefined && !row.deleted;
      if (ifNoneMatch && exists) throw preconditionFailed('The resource exists already.');
      matchVersion(row, ifMatch);
      const written = row
        ? { rid: row.rid, resource: await session.replace(row, resource, 'PUT') }
        : await session.insert(resource, id, 'PUT');
      await this.#judgeWritten(session, { rid: written.rid, type: resourceType, deleted: false }, grants);
      return { resource: written.resource as Resource as WithId<T>, created: !exists };
    });
  }

  async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: PatchOperations,
    { ifMatch }: Preconditions = {},
  ): Promise<WithId<T>> {
    const grants = this.#policy.require('u', resourceType);
    return this.#write(async (session) => {
      const row = await session.find(resourceType, id);
      if (!row) throw notFound();
      await this.#judge(session, row, grants, 'write');
      if (row.content === null) throw gone();
      matchVersion(row, ifMatch);
      const patched = await applyJsonPatch(JSON.parse(row.content) as Stored, patch);
      const resource = await session.replace(row, patched, 'PATCH');
      await this.#judgeWritten(session, row, grants);
      return resource as Resource as WithId<T>;
    });
  }

  /** Deleting what is not there, or not any more, succeeds. */
  async deleteResource(resourceType: string, id: string, { ifMatch }: Preconditions = {}): Promise<void> {
    const grants = this.#policy.require('d', resourceType);
    await this.#write(async (session) => {
      const row = await session.find(resourceType, id);
      if (row) await this.#judge(session, row, grants, 'write');
      matchVersion(row, ifMatch);
      if (row && !row.deleted) await session.remove(row);
    });
  }

  async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const found = await this.searchPairs(request.resourceType, pairsOf(request));
    return found as Bundle<Resource> as Bundle<WithId<T>>;
  }

  /** Searches by the pairs of a query string. */
  async searchPairs(
    resourceType: string,
    pairs: readonly (readonly [string, string])[],
  ): Promise<Bundle<Stored>> {
    const query = parseSearch(resourceType, pairs, this.#store.context);
    const grants = this.#policy.requireSearch(query);
    return this.#run(() =>
      runSearch(this.#reader(), query, grants, (interaction, type) => this.#policy.grants(interaction, type)),
    );
  }

  /**
   * The record of a patient, by the pairs of a query string. It is a read of the patient and of each type in the answer
   * (SMART: `r`): what the token may not read is left out, and without the patient there is no answer.
   */
  async everything(
    patientId: string,
    pairs: readonly (readonly [string, string])[],
  ): Promise<Bundle<Stored>> {
    const query = parseEverything(patientId, pairs, this.#store.context);
    await this.readResource('Patient', patientId);
    return this.#run(() =>
      runEverything(this.#reader(), query, (interaction, type) => this.#policy.grants(interaction, type)),
    );
  }

  async searchByReference<T extends Resource>(
    request: SearchRequest<T>,
    referenceField: string,
    references: string[],
  ): Promise<Record<string, WithId<T>[]>> {
    const found: Record<string, WithId<T>[]> = {};
    for (const reference of references) {
      const pairs: [string, string][] = [...pairsOf(request), [referenceField, reference]];
      const { entry = [] } = await this.searchPairs(request.resourceType, pairs);
      found[reference] = entry.flatMap(({ resource }) =>
        resource ? [resource as Resource as WithId<T>] : [],
      );
    }
    return found;
  }

  async withTransaction<TResult>(work: (client: undefined) => Promise<TResult>): Promise<TResult> {
    return this.#write(() => work(undefined));
  }

  /** May this token read the type? Decides whether the answer to a patch shows what else the resource holds. */
  mayRead(resourceType: string): boolean {
    return this.#policy.grants('r', resourceType).length > 0;
  }

  #reader(): StoreSession {
    return this.#session ?? this.#store.reader();
  }

  async #readable(resourceType: string, id: string): Promise<{ row: StoredRow; grants: readonly Grant[] }> {
    const grants = this.#policy.require('r', resourceType);
    return this.#run(async () => {
      const session = this.#reader();
      const row = await session.find(resourceType, id);
      if (!row) throw notFound();
      await this.#judge(session, row, grants, 'read');
      return { row, grants };
    });
  }

  async #judge(
    session: StoreSession,
    row: JudgedRow,
    grants: readonly Grant[],
    belonging: Belonging,
  ): Promise<void> {
    if (await session.isPermitted(row, grants, belonging)) return;
    const ofPatient = grants.map((grant) => ({ ...grant, criteria: [] }));
    if (await session.isPermitted(row, ofPatient, belonging)) {
      throw forbidden('missing-scope', 'The granted scopes are for other records of this type.');
    }
    throw forbidden('other-patient', 'The token is for one patient, and the record is not of that patient.');
  }

  /** A Provenance may be written before its targets: in a transaction it is judged when all of them are there. */
  async #judgeWritten(session: StoreSession, row: JudgedRow, grants: readonly Grant[]): Promise<void> {
    if (row.type === 'Provenance') this.#deferred.push(() => this.#judge(session, row, grants, 'write'));
    else await this.#judge(session, row, grants, 'write');
  }

  async #write<Result>(work: (session: StoreSession) => Promise<Result>): Promise<Result> {
    const running = this.#session;
    if (running) return this.#run(() => work(running));
    return this.#run(() =>
      this.#store.write(async (session) => {
        this.#session = session;
        this.#deferred = [];
        try {
          const result = await work(session);
          for (const judge of this.#deferred) await judge();
          return result;
        } finally {
          this.#session = undefined;
        }
      }),
    );
  }

  /** What is no outcome is a fault of ours: it is reported, and the client learns only that there was one. */
  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof OperationOutcomeError) throw error;
      this.#onError(error);
      throw serverError();
    }
  }
}

function matchVersion(row: StoredRow | undefined, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  if (!row || row.deleted || String(row.version) !== ifMatch) {
    throw preconditionFailed('The resource is not at the version that If-Match names. Read it again.');
  }
}
