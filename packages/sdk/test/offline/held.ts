import type { Encounter, FhirResource, Observation, Patient } from 'fhir/r4';
import { openRecords } from '../../src/offline/index.ts';
import type { OpenRecordsOptions, Partition, RecordStore } from '../../src/offline/index.ts';
import type { HeldResource } from '../../src/offline/records/types.ts';
import { heldFactory } from '../../src/offline/room/held-place.ts';
import { scriptedRuntime } from '../scripted-runtime.ts';
import type { ScriptedRuntime } from '../scripted-runtime.ts';
import { NURSE_KEY } from './tab.ts';

export const LOINC = 'http://loinc.org';
export const CANARY_NAME = 'Canary-Kanariefugl';

/** One store over the real IndexedDB, with the test's clock. */
export async function openHeld(
  partition: Partition,
  options: Partial<OpenRecordsOptions> & { key?: Uint8Array } = {},
): Promise<{ records: RecordStore; runtime: ScriptedRuntime }> {
  const runtime = scriptedRuntime(() => new Response(), options.runtime);
  const { key = NURSE_KEY } = options;
  const records = await openRecords({ releaseKey: async () => key, ...options, partition, runtime });
  return { records, runtime };
}

/** A pulse, or what `changes` make of it. */
export function observation(id: string, changes: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id,
    meta: { versionId: '1', lastUpdated: '2026-01-10T08:00:00.000Z' },
    status: 'final',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
    code: { coding: [{ system: LOINC, code: '8867-4' }] },
    subject: { reference: 'Patient/p1' },
    effectiveDateTime: '2026-01-10T08:00:00Z',
    valueQuantity: { value: 72, unit: '/min' },
    ...changes,
  };
}

export function encounter(id: string, start: string): Encounter {
  return {
    resourceType: 'Encounter',
    id,
    meta: { versionId: '1' },
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject: { reference: 'Patient/p1' },
    period: { start },
  };
}

export function patient(id: string): Patient {
  return { resourceType: 'Patient', id, meta: { versionId: '1' }, name: [{ family: CANARY_NAME }] };
}

export function held(
  resources: readonly FhirResource[],
  fetchedAt = Date.UTC(2026, 0, 15, 8),
): HeldResource[] {
  return resources.map((resource) => ({ resource, fetchedAt }));
}

/** Says that every record of a type is held. */
export function whole(resourceType: string, completeAt = Date.UTC(2026, 0, 15, 8)) {
  return { resourceType, pairs: [], completeAt, fullAt: completeAt };
}

/** Works on a database of held records past the store. */
export async function withDatabase<T>(name: string, work: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const database = await settled((await heldFactory({ indexedDB })).open(name));
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

/** All bytes, texts and keys of every row, as one text to search; empty when there are no rows. */
export function rawText(name: string): Promise<string> {
  return withDatabase(name, async (database) => {
    const parts: unknown[] = [];
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      parts.push(...(await settled(rows.getAll())), ...(await settled(rows.getAllKeys())));
    }
    const readable = (_: string, value: unknown) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array
        ? new TextDecoder('latin1').decode(value)
        : value;
    return parts.map((part) => JSON.stringify(part, readable)).join('\n');
  });
}
