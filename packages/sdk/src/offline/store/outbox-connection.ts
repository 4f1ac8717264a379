import type { Runtime } from '../../runtime.ts';
import type { Room } from '../room/room.ts';
import { Connection } from './connection.ts';
import type { Transaction } from './connection.ts';
import { DATABASE_VERSION } from './schema.ts';
import type { OutboxSchema, StoreName } from './schema.ts';

/** The database of what waits to be sent, and of drafts. */
export type OutboxConnection = Connection<OutboxSchema, StoreName>;
export type OutboxTransaction<M extends IDBTransactionMode> = Transaction<OutboxSchema, StoreName, M>;

/**
 * Every write is on the disk before it resolves: nobody else has what is in it.
 * @param room makes room on a full disk; without it a write is refused at once
 */
export function outboxConnection(
  name: string,
  runtime: Pick<Runtime, 'indexedDB' | 'schedule'>,
  room?: Pick<Room, 'lay' | 'stepsFor'>,
): OutboxConnection {
  const closedMessage = 'The outbox was closed; open it again.';
  const roomFor: Room['stepsFor'] = (use) => room?.stepsFor(use) ?? [];
  const beforeWriting = () => room?.lay();
  return new Connection(
    name,
    { version: DATABASE_VERSION, migrate, durability: 'strict', closedMessage, beforeWriting, roomFor },
    runtime,
  );
}

/** One step for each version, so that a device that was away for long goes through all of them. What is stored stays. */
function migrate(database: IDBDatabase, from: number): void {
  if (from < 1) {
    const entries = database.createObjectStore('entries', { keyPath: 'sequence', autoIncrement: true });
    entries.createIndex('id', 'id', { unique: true });
    database.createObjectStore('keys');
    database.createObjectStore('meta');
  }
  if (from < 2) {
    const drafts = database.createObjectStore('drafts', { keyPath: 'id' });
    drafts.createIndex('group', 'group');
    drafts.createIndex('patientKey', 'patientKey');
  }
}
