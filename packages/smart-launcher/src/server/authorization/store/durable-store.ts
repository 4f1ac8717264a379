import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { SamspilError } from '@samspil/sdk';

interface Entry {
  readonly value: unknown;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Expiring values by key. Reads and writes are synchronous on a map; with a file, each change is written a moment later
 * and `close()` waits for the last one. One process per file.
 */
export class DurableStore {
  readonly #entries: Map<string, Entry>;
  readonly #file: string | undefined;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #purgedAt = 0;

  private constructor(entries: Map<string, Entry>, file: string | undefined, now: () => number) {
    this.#entries = entries;
    this.#file = file;
    this.#now = now;
  }

  /** Opens the store; without a file it lives in memory only. */
  static async open(file: string | undefined, now: () => number): Promise<DurableStore> {
    const entries = file ? await readEntries(file) : [];
    return new DurableStore(new Map(entries), file, now);
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > this.#now()) return structuredClone(entry.value);
    this.delete(key);
    return undefined;
  }

  /** `lifetimeSeconds` counts from now. */
  set(key: string, value: unknown, lifetimeSeconds: number): void {
    this.#entries.set(key, {
      value: structuredClone(value),
      expiresAt: this.#now() + lifetimeSeconds * 1000,
    });
    this.#changed();
  }

  /** Changes a value and leaves its expiry as it was. Nothing happens when there is none. */
  update(key: string, value: unknown): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.set(key, { ...entry, value: structuredClone(value) });
    this.#changed();
  }

  /** Reads and removes in one step: of several takers one gets the value. */
  take(key: string): unknown {
    const value = this.get(key);
    this.delete(key);
    return value;
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#changed();
  }

  /** Keys that start with `prefix`, of values still alive. */
  keys(prefix: string): string[] {
    const now = this.#now();
    return [...this.#entries].flatMap(([key, entry]) =>
      key.startsWith(prefix) && entry.expiresAt > now ? [key] : [],
    );
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#write();
    await this.#writing;
  }

  #changed(): void {
    if (this.#now() - this.#purgedAt > PURGE_EVERY_MS) this.#purge();
    if (!this.#file || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, WRITE_DELAY_MS).unref();
  }

  #write(): void {
    const file = this.#file;
    if (!file) return;
    this.#writing = this.#writing.then(() => {
      this.#purge();
      return writePrivateFile(file, JSON.stringify([...this.#entries]));
    });
    // Observed by close(); a failing disk must not end the process through an unhandled rejection before that.
    this.#writing.catch(() => undefined);
  }

  #purge(): void {
    this.#purgedAt = this.#now();
    for (const [key, entry] of this.#entries) {
      if (entry.expiresAt <= this.#purgedAt) this.#entries.delete(key);
    }
  }
}

/** In memory nothing else would ever remove what nobody asks for again. */
const PURGE_EVERY_MS = 60_000;

/** A sign-in makes a dozen changes within this time; they become one write. */
const WRITE_DELAY_MS = 100;

async function readEntries(file: string): Promise<[string, Entry][]> {
  return ((await readPrivateFile(file)) ?? []) as [string, Entry][];
}

/**
 * Reads a JSON file; undefined when there is none.
 *
 * @throws `SamspilError` `storage-damaged` when it is not JSON. It is not replaced: new keys would lock every device
 * out of its stored data.
 */
export async function readPrivateFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    // Not the cause: its message quotes the file.
    throw new SamspilError(
      'storage-damaged',
      `${basename(file)} cannot be read: restore it, or delete it and start anew.`,
    );
  }
}

/** Replaces a file in one step, readable by its owner only: it holds tokens or keys. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
