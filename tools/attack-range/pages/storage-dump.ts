import type { Runtime } from '@samspil/sdk/host';

/** Everything this origin keeps, as text: storage, databases, caches. A key of the platform is written `CryptoKey(…)`. */
export async function dumpStorage(): Promise<string> {
  const parts = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage }), document.cookie];
  for (const factory of [indexedDB, ...(await factoriesOfBuckets())]) {
    for (const { name } of await factory.databases()) {
      if (name !== undefined) parts.push(name, await dumpDatabase(factory, name));
    }
  }
  for (const name of await caches.keys()) parts.push(name);
  return parts.join('\n');
}

async function factoriesOfBuckets(): Promise<IDBFactory[]> {
  const { storageBuckets } = navigator as unknown as { storageBuckets?: Runtime['buckets'] };
  // Chromium has them.
  if (!storageBuckets) return [];
  const names = await storageBuckets.keys();
  return Promise.all(names.map(async (name) => (await storageBuckets.open(name)).indexedDB));
}

async function dumpDatabase(factory: IDBFactory, name: string): Promise<string> {
  const database = await settled(factory.open(name));
  const parts: string[] = [];
  for (const store of database.objectStoreNames) {
    const values = await settled(database.transaction(store).objectStore(store).getAll());
    parts.push(store, asText(values));
  }
  database.close();
  return parts.join('\n');
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database could not be read.'));
  });
}

function asText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (item instanceof CryptoKey) return `CryptoKey(${item.type})`;
    if (item instanceof ArrayBuffer) return latin1(new Uint8Array(item));
    if (ArrayBuffer.isView(item))
      return latin1(new Uint8Array(item.buffer, item.byteOffset, item.byteLength));
    return item;
  });
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
