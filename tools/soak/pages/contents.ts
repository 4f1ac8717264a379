/** What is in all databases of the origin, whatever the disk makes of it. */
export interface Contents {
  readonly rows: number;
  /** Of keys and values, before the browser packs them. */
  readonly bytes: number;
}

/** Reads every row of every database. */
export async function contentsOfOrigin(): Promise<Contents> {
  let [rows, bytes] = [0, 0];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const values: unknown[] = await settled(objects.getAll());
      rows += values.length;
      bytes += sizeOf(values);
    }
    database.close();
  }
  return { rows, bytes };
}

function sizeOf(value: unknown): number {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + sizeOf(part), 0);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed.', 'UnknownError'));
  });
}
