import type { Runtime } from '../../../runtime.ts';
import { heldFactory } from '../../room/held-place.ts';
import { Connection } from '../../store/connection.ts';
import { RECORDS_VERSION } from './schema.ts';
import type { RecordsSchema, RecordStoreName } from './schema.ts';

/**
 * The database of held records. Apart from the outbox's: what fills, breaks or is thrown away here touches no write that
 * waits.
 */
export type RecordsConnection = Connection<RecordsSchema, RecordStoreName>;

export function recordsConnection(
  name: string,
  runtime: Pick<Runtime, 'indexedDB' | 'schedule' | 'buckets'>,
): RecordsConnection {
  const closedMessage = 'The held records were closed; open them again.';
  return new Connection(
    name,
    {
      version: RECORDS_VERSION,
      migrate,
      durability: 'relaxed',
      closedMessage,
      factory: () => heldFactory(runtime),
    },
    runtime,
  );
}

function migrate(database: IDBDatabase): void {
  database.createObjectStore('patients', { keyPath: 'patientKey' }).createIndex('openedAt', 'openedAt');
  const segments = database.createObjectStore('segments', { keyPath: ['patientKey', 'number'] });
  segments.createIndex('tokens', 'tokens', { multiEntry: true });
  database.createObjectStore('bodies');
  database.createObjectStore('keys');
  database.createObjectStore('meta');
}
