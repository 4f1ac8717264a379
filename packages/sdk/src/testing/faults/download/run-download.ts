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

/** What is downloaded into. */
export interface DownloadDevice {
  /** Brings what it holds of `Patient/else` up to the server. Gives the number of versions that were brought. */
  download(server: LaggingServer): Promise<number>;
  /** What it holds, by `Type/id`: the version. */
  held(): Promise<ReadonlyMap<string, string>>;
}

/**
 * Downloads one search again and again while the server changes, as a device does that is opened now and then. At the end,
 * with everything visible, one more download must lead to exactly what the server has (F26).
 * @param device default a map in place of a record store: then what is tested is what the download asks for and concludes
 */
export async function runDownloads(
  steps: readonly DownloadStep[],
  device: DownloadDevice = new MapDevice(),
): Promise<DownloadOutcome> {
  const server = new LaggingServer();
  const counts = { downloads: 0, versions: 0 };
  const download = async () => {
    counts.downloads += 1;
    counts.versions += await device.download(server);
  };
  for (const step of steps) await perform(server, download, step);
  server.betweenPages([]);
  server.nowMs += LONGEST_LAG_MS + 1_000;
  await download();
  const violations: Violation[] = [];
  const visible = server.visible();
  const held = await device.held();
  for (const [id, { meta }] of visible) {
    const version = held.get(`Observation/${id}`);
    if (version !== meta?.versionId)
      violations.push({
        invariant: 'I8',
        what: `called complete with ${id} in version ${version ?? 'none'} in place of ${meta?.versionId}`,
      });
  }
  for (const reference of held.keys())
    if (!visible.has(reference.replace('Observation/', '')))
      violations.push({ invariant: 'I8', what: `called complete with ${reference}, which was deleted` });
  return { violations, ...counts };
}

class MapDevice implements DownloadDevice {
  readonly #held = new Map<string, string>();
  #coverage: readonly Coverage[] = [];

  async held(): Promise<ReadonlyMap<string, string>> {
    return this.#held;
  }

  async download(server: LaggingServer): Promise<number> {
    let versions = 0;
    this.#put(
      await downloadSearch(SEARCH, {
        source: server,
        coverage: this.#coverage,
        now: () => server.nowMs,
        signal: new AbortController().signal,
        put: async (change) => this.#put(change),
        matching: async () => [...this.#held.keys()],
        onResources: (count) => {
          versions += count;
        },
      }),
    );
    return versions;
  }

  #put({ held = [], removed = [], coverage }: RecordPut): void {
    for (const { resource } of held)
      this.#held.set(`${resource.resourceType}/${resource.id}`, resource.meta?.versionId ?? '');
    for (const reference of removed) this.#held.delete(reference);
    if (coverage) this.#coverage = coverage;
  }
}

async function perform(
  server: LaggingServer,
  download: () => Promise<void>,
  step: DownloadStep,
): Promise<void> {
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
      return download().catch((error: unknown) => {
        // A list that kept changing is given up in words, and what was held before is as old as it was.
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'server') throw error;
      });
  }
}
