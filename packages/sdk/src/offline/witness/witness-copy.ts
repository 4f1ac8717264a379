import type { Runtime } from '../../runtime.ts';
import type { WitnessedWrite } from './witness-store.ts';

/** How long changes are gathered before the copy is written, in milliseconds: it is whole each time. */
const GATHER_MS = 1_000;
/** A cache wants an address; this one leads nowhere and is never fetched. */
const ADDRESS = 'https://samspil.invalid/witness';

/**
 * A copy of the witness in the Cache API, which browsers keep in another folder than all databases of the origin. It says
 * what is missing when every database went together.
 */
export class WitnessCopy {
  readonly #name: string;
  readonly #runtime: Pick<Runtime, 'caches' | 'schedule'>;
  #cancel: (() => void) | undefined;

  constructor(name: string, runtime: Pick<Runtime, 'caches' | 'schedule'>) {
    this.#name = name;
    this.#runtime = runtime;
  }

  /** Writes the copy soon. What fails is left for the next time: the copy is a second chance, not the record. */
  soon(read: () => Promise<readonly WitnessedWrite[]>): void {
    if (!this.#runtime.caches) return;
    this.#cancel ??= this.#runtime.schedule(GATHER_MS, () => {
      this.#cancel = undefined;
      void read()
        .then((writes) => this.write(writes))
        .catch(() => undefined);
    });
  }

  async write(writes: readonly WitnessedWrite[]): Promise<void> {
    const cache = await this.#runtime.caches?.open(this.#name);
    await cache?.put(ADDRESS, new Response(JSON.stringify(writes)));
  }

  /** Empty where there is none, or none that can be read. */
  async read(): Promise<WitnessedWrite[]> {
    try {
      const cache = await this.#runtime.caches?.open(this.#name);
      const copy: unknown = await (await cache?.match(ADDRESS))?.json();
      return Array.isArray(copy) ? copy.filter(isWitnessed) : [];
    } catch {
      return [];
    }
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function isWitnessed(value: unknown): value is WitnessedWrite {
  if (typeof value !== 'object' || value === null) return false;
  const { id, patientKey, storedAt } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof patientKey === 'string' && Number.isFinite(storedAt);
}
