/** Something that runs SQL: a database, or one transaction of it. */
export interface Sql {
  /** Runs one statement with `$1`, `$2`, … and gives its rows. 64-bit integers arrive as numbers. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * PostgreSQL, embedded or a real server. Both adapters run the same SQL, so what works on a laptop works on the server.
 */
export interface Database extends Sql {
  /** Runs a script of several statements without parameters. */
  exec(script: string): Promise<void>;
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
