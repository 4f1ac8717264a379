import * as v from 'valibot';

/** That a plugin is switched off here, since when and by whom: a person, or the host after too many faults. */
export interface Disabled {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: 'person' | 'faults';
  /** A person's words; empty when it was the host. Shown as text, never as markup. */
  readonly why: string;
}

/** What a workplace remembers of a plugin beyond this page. Versions and dates; nothing about patients. */
export interface PluginMemory {
  /** Versions that ran long enough without a fault, or that a person chose to go back to. */
  readonly proven: readonly string[];
  /** Versions that were given up for an older one. */
  readonly withdrawn: readonly string[];
  readonly disabled?: Disabled;
}

/** Where it is remembered. Both ways are synchronous: a workplace that keeps it on a server loads it before it begins. */
export interface WatchStore {
  read(pluginId: string): PluginMemory;
  write(pluginId: string, memory: PluginMemory): void;
}

const NOTHING: PluginMemory = { proven: [], withdrawn: [] };

/** For as long as the page lives. */
export function memoryWatchStore(): WatchStore {
  const memories = new Map<string, PluginMemory>();
  return {
    read: (pluginId) => memories.get(pluginId) ?? NOTHING,
    write: (pluginId, memory) => void memories.set(pluginId, memory),
  };
}

const versions = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(100));
const memories = v.array(
  v.tuple([
    v.string(),
    v.object({
      proven: versions,
      withdrawn: versions,
      disabled: v.exactOptional(
        v.object({ at: v.number(), by: v.picklist(['person', 'faults']), why: v.string() }),
      ),
    }),
  ]),
);

/**
 * In `localStorage` or the like, under one key: it holds for this browser and its other tabs, not for the whole site.
 * What cannot be read counts as nothing, and what cannot be written is remembered until the page ends.
 */
export function webWatchStore(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  key = 'samspil.plugins',
): WatchStore {
  const unwritten = memoryWatchStore();
  const readAll = (): Map<string, PluginMemory> => {
    try {
      return new Map(v.parse(memories, JSON.parse(storage.getItem(key) ?? '[]')));
    } catch {
      return new Map();
    }
  };
  return {
    // Read anew each time: another tab may have written.
    read: (pluginId) => readAll().get(pluginId) ?? unwritten.read(pluginId),
    write(pluginId, memory) {
      try {
        storage.setItem(key, JSON.stringify([...readAll().set(pluginId, memory)]));
      } catch {
        unwritten.write(pluginId, memory);
      }
    },
  };
}
