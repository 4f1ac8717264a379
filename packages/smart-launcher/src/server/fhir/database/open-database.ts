import type { Database } from './database.ts';
import { INDEXES, TABLES } from './schema.ts';

/** Where the data lives: `memory` wins over `databaseUrl`, which wins over `dataDir`; none of them means memory. */
export interface DatabaseOptions {
  /** Connection string of a PostgreSQL server. */
  databaseUrl?: string;
  /** True keeps everything in memory, whatever else is given. */
  memory?: boolean;
  /** Folder of the embedded database; created when missing, and everything in it survives a restart. */
  dataDir?: string;
}

/**
 * Opens the database and brings its tables into being. Only the chosen adapter is loaded. A new embedded database takes
 * some seconds to come into being; an existing folder opens in less than one.
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const database = await connect(options);
  // Also brings back the indexes that a load left out when its process ended early.
  await database.exec(TABLES + INDEXES);
  return database;
}

async function connect({ databaseUrl, memory, dataDir }: DatabaseOptions): Promise<Database> {
  if (databaseUrl !== undefined && !memory) {
    const { openPostgresDatabase } = await import('./postgres-database.ts');
    return openPostgresDatabase(databaseUrl);
  }
  const { openPgliteDatabase } = await import('./pglite-database.ts');
  return openPgliteDatabase(memory ? undefined : dataDir);
}
