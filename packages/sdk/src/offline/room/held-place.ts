import type { Runtime, StorageBuckets } from '../../runtime.ts';

/** What finding the held records takes. */
export type HeldRuntime = Pick<Runtime, 'indexedDB' | 'buckets'>;

/** The bucket of held records, whoever's they are. */
const BUCKET = 'samspil-records';
/** How the databases of held records begin; what follows is the partition, hashed. */
export const RECORDS = 'samspil-records-';

/**
 * The bucket that each factory came from. Chromium (147 for one) cuts off a bucket that no script refers to any more, and
 * with it the databases opened in it: their transactions then never end. So it lives as long as its factory.
 */
const buckets = new WeakMap<IDBFactory, object>();

/**
 * Where the databases of held records are: in a storage bucket of their own where the browser has buckets, else beside
 * everything else. A bucket can be thrown away whole and at once, and the browser may do so before it touches the rest.
 * Asked for anew whenever a database is opened: what came from a bucket that was thrown away does not work any more. Keep
 * it as long as what was opened in it.
 */
export async function heldFactory(runtime: HeldRuntime): Promise<IDBFactory> {
  const bucket = await bucketsOf(runtime)?.open(BUCKET, { durability: 'relaxed' });
  if (!bucket) return runtime.indexedDB;
  const factory = bucket.indexedDB;
  buckets.set(factory, bucket);
  return factory;
}

/** Whether held records have a place of their own, apart from all that is not thrown away. */
export function hasOwnPlace(runtime: HeldRuntime): boolean {
  return bucketsOf(runtime) !== undefined;
}

/** Names of the databases of held records. */
export async function heldNames(runtime: HeldRuntime): Promise<string[]> {
  // Opening a bucket makes one.
  if ((await isThere(runtime)) === false) return [];
  return namesIn(await heldFactory(runtime));
}

/** Throws away every held record of the origin, of all users. False when there was no place that could be thrown away. */
export async function throwHeldAway(runtime: HeldRuntime): Promise<boolean> {
  const hasBucket = await isThere(runtime);
  if (hasBucket !== undefined) {
    if (hasBucket) await bucketsOf(runtime)?.delete(BUCKET);
    return hasBucket;
  }
  const names = await namesIn(runtime.indexedDB);
  const gone = await Promise.all(names.map((name) => deleted(runtime.indexedDB, name)));
  return gone.includes(true);
}

/** Whether there is a bucket; undefined where the browser has none. */
async function isThere(runtime: HeldRuntime): Promise<boolean | undefined> {
  const names = await bucketsOf(runtime)?.keys();
  return names?.includes(BUCKET);
}

async function namesIn(factory: IDBFactory): Promise<string[]> {
  const databases = await factory.databases();
  return databases.flatMap(({ name }) => (name?.startsWith(RECORDS) ? [name] : []));
}

/** Chromium alone has buckets, and it alone needs them: elsewhere each database has a file of its own. */
function bucketsOf(runtime: HeldRuntime): StorageBuckets | undefined {
  if ('buckets' in runtime) return runtime.buckets;
  return (globalThis.navigator as { storageBuckets?: StorageBuckets } | undefined)?.storageBuckets;
}

/** False when somebody holds it open who does not let go, as a frozen tab does: a save does not wait for that. */
function deleted(factory: IDBFactory, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onblocked = request.onerror = () => resolve(false);
  });
}
