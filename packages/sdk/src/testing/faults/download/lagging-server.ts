import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import { SamspilError } from '../../../errors.ts';
import type { DownloadSource } from '../../../offline/records/download/download-search.ts';

interface Version {
  readonly resource: Observation;
  readonly isDeleted: boolean;
  /** When the server's index knows of it, on the clock of the world. */
  readonly visibleAtMs: number;
}

/** Fewer than a client asks for: what a server gives on one page is its own affair. */
const PAGE_SIZE = 3;

/**
 * A server as F26 of `offline-faults.md` has it: what was committed becomes visible later, and not in order; instants have
 * the precision of a second, so that many are equal, also on both sides of a page; its clock may be set back.
 */
export class LaggingServer implements DownloadSource {
  /** The world's clock, milliseconds since the epoch. */
  nowMs = Date.parse('2026-01-15T08:00:00Z');
  /** How wrong the server's clock is. */
  skewMs = 0;
  readonly #versions = new Map<string, Version[]>();
  /** What happens between two pages. */
  #meanwhile: (() => void)[] = [];
  #searches: { resources: Observation[]; offset: number }[] = [];

  get ids(): string[] {
    return [...this.#versions.keys()];
  }

  /** Stores a version of a record, or the end of it. */
  commit(id: string, lagMs: number, isDeleted = false): void {
    const versions = this.#versions.get(id) ?? [];
    this.#versions.set(id, versions);
    const second = Math.floor((this.nowMs + this.skewMs) / 1_000) * 1_000;
    const resource: Observation = {
      resourceType: 'Observation',
      id,
      status: 'final',
      code: { text: 'Pulse' },
      subject: { reference: 'Patient/else' },
      meta: { versionId: String(versions.length + 1), lastUpdated: new Date(second).toISOString() },
    };
    versions.push({ resource, isDeleted, visibleAtMs: this.nowMs + lagMs });
  }

  /** Everything that is visible now, by id. */
  visible(): Map<string, Observation> {
    const found = new Map<string, Observation>();
    for (const [id, versions] of this.#versions) {
      const newest = versions.filter(({ visibleAtMs }) => visibleAtMs <= this.nowMs).at(-1);
      if (newest && !newest.isDeleted) found.set(id, newest.resource);
    }
    return found;
  }

  /** Between the pages of the next search these happen, one each time. */
  betweenPages(changes: (() => void)[]): void {
    this.#meanwhile = changes;
  }

  async search(
    _resourceType: string,
    pairs: readonly (readonly [string, string])[],
  ): Promise<Bundle<FhirResource>> {
    const matches = [...this.visible().values()].filter((resource) => fits(resource, pairs));
    if (pairs.some(([name]) => name === '_summary'))
      return { resourceType: 'Bundle', type: 'searchset', total: matches.length };
    const number = this.#searches.push({ resources: matches, offset: 0 }) - 1;
    return this.#page(number);
  }

  async next(page: Bundle<FhirResource>): Promise<Bundle<FhirResource> | undefined> {
    const { url } = page.link?.find(({ relation }) => relation === 'next') ?? {};
    if (url === undefined) return undefined;
    this.#meanwhile.shift()?.();
    return this.#page(Number(url));
  }

  async read(reference: string): Promise<FhirResource> {
    const found = this.visible().get(reference.replace('Observation/', ''));
    if (!found) throw new SamspilError('not-found', 'There is no such record.');
    return found;
  }

  #page(number: number): Bundle<FhirResource> {
    const search = this.#searches[number] ?? { resources: [], offset: 0 };
    const resources = search.resources.slice(search.offset, search.offset + PAGE_SIZE);
    search.offset += PAGE_SIZE;
    const hasMore = search.offset < search.resources.length;
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
      ...(hasMore && { link: [{ relation: 'next', url: String(number) }] }),
    };
  }
}

function fits({ meta }: Observation, pairs: readonly (readonly [string, string])[]): boolean {
  return pairs.every(([name, value]) => {
    if (name !== '_lastUpdated') return true;
    const at = Date.parse(meta?.lastUpdated ?? '');
    const than = Date.parse(value.slice(2));
    return value.startsWith('gt') ? at > than : at >= than;
  });
}
