import { PGlite, types, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import type { Database, Sql } from './database.ts';

/** The part of PGlite that its transactions offer too. */
type Runner = Pick<PGliteInterface, 'query'> | Pick<Transaction, 'query'>;

/**
 * PostgreSQL embedded in this process. It has one connection: statements run one after another, and a transaction holds
 * back everything else until it ends.
 *
 * @param dataDir Folder that keeps the data; without it the data lives in memory and ends with the process.
 */
export async function openPgliteDatabase(dataDir?: string): Promise<Database> {
  const parsers = { [types.INT8]: Number };
  const pglite = await PGlite.create({ parsers, ...(dataDir === undefined ? {} : { dataDir }) });
  return {
    ...sqlOver(pglite),
    exec: async (script) => {
      await pglite.exec(script);
    },
    transaction: (work) => pglite.transaction((transaction) => work(sqlOver(transaction))),
    close: () => pglite.close(),
  };
}

function sqlOver(runner: Runner): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await runner.query<Row>(text, [...values]);
      return rows;
    },
  };
}
