import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { accessContract } from './access-contract.ts';
import { bundleContract } from './bundle-contract.ts';
import { crudContract } from './crud-contract.ts';
import { everythingContract } from './everything-contract.ts';
import { searchContract } from './search-contract.ts';

const databaseUrl = process.env.DATABASE_URL;
/** The contracts empty what they find, so they get a schema of their own: nothing else in that database is touched. */
const SCHEMA = 'samspil_contract_test';

if (databaseUrl === undefined) {
  const skip = 'DATABASE_URL is not set: there is no server to run against';
  test('the same contracts hold on a PostgreSQL server', { skip }, () => undefined);
} else {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c search_path=${SCHEMA}`);
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  describe('a PostgreSQL server', { concurrency: 1 }, () => {
    before(() => run(`create schema if not exists ${SCHEMA}`));
    after(() => run(`drop schema ${SCHEMA} cascade`));
    for (const contract of [
      crudContract,
      searchContract,
      bundleContract,
      accessContract,
      everythingContract,
    ]) {
      contract('a PostgreSQL server', { databaseUrl: url.href });
    }
  });
}
