import pg from 'pg';
import type { Database, Sql } from './database.ts';

const INT8 = 20;

/**
 * A PostgreSQL server, reached through a pool of connections.
 *
 * @param databaseUrl Connection string, `postgres://user@host:5432/name`.
 */
export function openPostgresDatabase(databaseUrl: string): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    // Every bigint of ours is a count, an instant in milliseconds or a row number: all exact as a number.
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // An idle connection that the server ends must not end this process; the next query opens a new one.
  pool.on('error', () => undefined);
  return {
    ...sqlOver(pool),
    exec: async (script) => {
      await pool.query(script);
    },
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<Result>(pool: pg.Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(sqlOver(client));
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot roll back is not given back to the pool.
    await client.query('rollback').catch((cause: Error) => (broken = cause));
    throw error;
  } finally {
    client.release(broken);
  }
}

function sqlOver(runner: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await runner.query<Row & pg.QueryResultRow>(text, [...values]);
      return rows;
    },
  };
}

function parserOf(oid: number, format?: 'text'): unknown {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format);
}
