import * as v from 'valibot';

/** The last issue that was accepted, kept so that the workplace starts without a network and notices an older one. */
export interface StoredIssue {
  readonly sequence: number;
  /** The exact text that was signed. */
  readonly document: string;
  readonly signature: string;
  /** When it was accepted, in milliseconds since the epoch. */
  readonly acceptedAt: number;
}

/** Where a signed registry keeps what it must not forget: a few texts by key. The host's own storage, never a plugin's. */
export interface RegistryStore {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
}

/** Forgets at reload: an older issue is then only noticed within one page. */
export function memoryRegistryStore(): RegistryStore {
  const texts = new Map<string, string>();
  return {
    read: async (key) => texts.get(key),
    write: async (key, text) => void texts.set(key, text),
  };
}

/** Keeps it in `localStorage` of the workplace. */
export function webRegistryStore(storage: Storage, prefix = 'samspil.registry '): RegistryStore {
  return {
    read: async (key) => storage.getItem(prefix + key) ?? undefined,
    write: async (key, text) => storage.setItem(prefix + key, text),
  };
}

const storedIssue = v.strictObject({
  sequence: v.number(),
  document: v.string(),
  signature: v.string(),
  acceptedAt: v.number(),
});

/** Undefined when there is none, or none that can be read. */
export async function readIssue(store: RegistryStore, key: string): Promise<StoredIssue | undefined> {
  const text = await store.read(key);
  if (text === undefined) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedIssue), text);
  return parsed.success ? parsed.output : undefined;
}

/** Keeps an issue unless another tab already kept a newer one. */
export async function writeIssue(store: RegistryStore, key: string, issue: StoredIssue): Promise<void> {
  const known = await readIssue(store, key);
  if (known && known.sequence > issue.sequence) return;
  await store.write(key, JSON.stringify(issue));
}
