import type { ReactiveController } from 'lit';
import type { ChartShare, ChartSpec } from './chart-spec.ts';
import type { ChartsHost, DrawnCharts } from './drawn-charts.ts';
import { loadCharts } from './load-charts.ts';

/** What an element shows, and what it wants to hear. */
export interface ChartsOptions extends Omit<ChartShare, 'syncKey' | 'color'> {
  /** The charts as they are to be now. */
  readonly specs: () => readonly ChartSpec[];
  /** Where what draws comes from. Default: {@link loadCharts}. */
  readonly fetch?: () => Promise<typeof DrawnCharts>;
}

/**
 * Keeps one chart per place (`data-plot`) on the page. The chart library comes with the first chart: a page without one
 * does not download it, and without a connection what the element says in words remains.
 */
export class ChartsController implements ReactiveController {
  readonly #host: ChartsHost;
  readonly #specs: () => readonly ChartSpec[];
  readonly #fetch: () => Promise<typeof DrawnCharts>;
  readonly #events: Omit<ChartShare, 'syncKey' | 'color'>;
  #Drawn: typeof DrawnCharts | undefined;
  #drawn: DrawnCharts | undefined;
  #isLoading = false;
  #isUnavailable = false;
  #media: readonly MediaQueryList[] = [];

  constructor(host: ChartsHost, { specs, fetch = loadCharts, ...events }: ChartsOptions) {
    this.#host = host;
    this.#specs = specs;
    this.#fetch = fetch;
    this.#events = events;
    host.addController(this);
  }

  /** The chart library could not be fetched. What the element says in words remains. */
  get isUnavailable(): boolean {
    return this.#isUnavailable;
  }

  /** Moves the line of every chart to an instant. */
  moveTo(at: number): void {
    this.#drawn?.moveTo(at);
  }

  hostConnected(): void {
    // Paper is light whatever the screen is.
    this.#media = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
    for (const media of this.#media) media.addEventListener('change', this.#redraw);
  }

  hostDisconnected(): void {
    for (const media of this.#media) media.removeEventListener('change', this.#redraw);
    this.#drawn?.clear();
  }

  hostUpdated(): void {
    const specs = this.#specs();
    if (specs.length === 0) this.#drawn?.clear();
    else if (this.#Drawn) (this.#drawn ??= new this.#Drawn(this.#host, this.#events)).draw(specs);
    else void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#Drawn = await this.#fetch();
      this.#isUnavailable = false;
      if (this.#host.isConnected) this.#host.requestUpdate();
    } catch {
      // Without a connection there are values and table, and no chart; it is asked for again with the next reading.
      const isNew = !this.#isUnavailable;
      this.#isUnavailable = true;
      if (isNew) this.#host.requestUpdate();
    } finally {
      this.#isLoading = false;
    }
  }

  readonly #redraw = (): void => {
    this.#host.requestUpdate();
  };
}
