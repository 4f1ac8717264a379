import { downloadSearch } from '../../../offline/records/download/download-search.ts';
import type { Coverage, RecordPut } from '../../../offline/records/types.ts';
import type { Violation } from '../oracle/ledger.ts';
import { LaggingServer } from './lagging-server.ts';

/** What happens between two downloads. `lagMs`: how long the server's index does not know of it, up to two minutes. */
export type DownloadStep =
  | { readonly do: 'add' | 'change' | 'delete'; readonly pick: number; readonly lagMs: number }
  | { readonly do: 'pass'; readonly ms: number }
  /** The server's clock is set this far back from the right time. */
  | { readonly do: 'clock'; readonly backMs: number }
  /** `meanwhile`: so many records change between its pages. */
  | { readonly do: 'download'; readonly meanwhile: number };

/** What became of a history of downloads. */
export interface DownloadOutcome {
  readonly violations: readonly Violation[];
  readonly downloads: number;
  /** Versions that were brought. */
  readonly versions: number;
}

/** After this the index of every server knows everything. */
const LONGEST_LAG_MS = 120_000;
const SEARCH = { resourceType: 'Observation', pairs: [['patient', 'else']], narrowing: [] } as const;

/**
 * Downloads one search again and again while the server changes, as a device does that is opened now and then. At the end,
 * with everything visible, one more download must lead to exactly what the server has (F26). The record store is a map
 * here: what is tested is what the download asks for, and what it concludes.
 */
export async function runDownloads(steps: readonly DownloadStep[]): Promise<DownloadOutcome> {
  const server = new LaggingServer();
  const device = new Device(server);
  for (const step of steps) await perform(server, device, step);
  server.betweenPages([]);
  server.nowMs += LONGEST_LAG_MS + 1_000;
  await device.download();
  const violations: Violation[] = [];
  const visible = server.visible();
  for (const [id, { meta }] of visible) {
    const held = device.held.get(`Observation/${id}`);
    if (held !== meta?.versionId)
      violations.push({
        invariant: 'I8',
        what: `called complete with ${id} in version ${held ?? 'none'} in place of ${meta?.versionId}`,
      });
  }
  for (const reference of device.held.keys())
    if (!visible.has(reference.replace('Observation/', '')))
      violations.push({ invariant: 'I8', what: `called complete with ${reference}, which was deleted` });
  return { violations, downloads: device.downloads, versions: device.versions };
}

/** What a device holds, by `Type/id`: the version. */
class Device {
  readonly held = new Map<string, string>();
  downloads = 0;
  versions = 0;
  readonly #server: LaggingServer;
  #coverage: readonly Coverage[] = [];

  constructor(server: LaggingServer) {
    this.#server = server;
  }

  async download(): Promise<void> {
    this.downloads += 1;
    this.#put(
      await downloadSearch(SEARCH, {
        source: this.#server,
        coverage: this.#coverage,
        now: () => this.#server.nowMs,
        signal: new AbortController().signal,
        put: async (change) => this.#put(change),
        matching: async () => [...this.held.keys()],
        onResources: (count) => {
          this.versions += count;
        },
      }),
    );
  }

  #put({ held = [], removed = [], coverage }: RecordPut): void {
    for (const { resource } of held)
      this.held.set(`${resource.resourceType}/${resource.id}`, resource.meta?.versionId ?? '');
    for (const reference of removed) this.held.delete(reference);
    if (coverage) this.#coverage = coverage;
  }
}

async function perform(server: LaggingServer, device: Device, step: DownloadStep): Promise<void> {
  const { ids } = server;
  switch (step.do) {
    case 'add':
      return server.commit(`o-${ids.length + 1}`, step.lagMs);
    case 'change':
    case 'delete': {
      const id = ids[step.pick % Math.max(ids.length, 1)];
      if (id !== undefined) server.commit(id, step.lagMs, step.do === 'delete');
      return;
    }
    case 'pass':
      server.nowMs += step.ms;
      return;
    case 'clock':
      server.skewMs = -step.backMs;
      return;
    case 'download':
      server.betweenPages(
        Array.from({ length: step.meanwhile }, (_, number) => () => {
          const id = ids[number % Math.max(ids.length, 1)];
          if (id !== undefined) server.commit(id, 0);
        }),
      );
      return device.download().catch((error: unknown) => {
        // A list that kept changing is given up in words, and what was held before is as old as it was.
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'server') throw error;
      });
  }
}
