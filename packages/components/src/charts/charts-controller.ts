import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Chart } from './chart.ts';
import type { ChartShare, ChartSpec } from './chart-spec.ts';
import { loadCharts } from './load-charts.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/** What an element shows, and what it wants to hear. */
export interface ChartsOptions extends Omit<ChartShare, 'syncKey' | 'color'> {
  /** The charts as they are to be now. */
  readonly specs: () => readonly ChartSpec[];
  /** Where the chart library comes from. Default: {@link loadCharts}. */
  readonly fetch?: () => Promise<typeof Chart>;
}

interface Present {
  readonly chart: Chart;
  readonly spec: ChartSpec;
  readonly theme: string;
}

/**
 * Keeps one chart per place (`data-plot`) on the page. The chart library comes with the first chart: a page without one
 * does not download it, and without a connection what the element says in words remains.
 */
export class ChartsController implements ReactiveController {
  readonly #host: Host;
  readonly #specs: () => readonly ChartSpec[];
  readonly #fetch: () => Promise<typeof Chart>;
  readonly #events: Omit<ChartShare, 'syncKey' | 'color'>;
  readonly #charts = new Map<HTMLElement, Present>();
  readonly #colors = new Map<string, string>();
  #Chart: typeof Chart | undefined;
  #isLoading = false;
  #isUnavailable = false;
  #resizes: ResizeObserver | undefined;
  #media: readonly MediaQueryList[] = [];
  readonly #syncKey = `samspil-chart-${crypto.randomUUID()}`;

  constructor(host: Host, { specs, fetch = loadCharts, ...events }: ChartsOptions) {
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
    for (const { chart } of this.#charts.values()) chart.moveTo(at);
  }

  hostConnected(): void {
    this.#resizes = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        this.#charts.get(target as HTMLElement)?.chart.resize(contentRect.width);
      }
    });
    // Paper is light whatever the screen is.
    this.#media = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
    for (const media of this.#media) media.addEventListener('change', this.#redraw);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    for (const media of this.#media) media.removeEventListener('change', this.#redraw);
    this.#clear();
  }

  hostUpdated(): void {
    const specs = this.#specs();
    if (specs.length === 0) {
      this.#clear();
      return;
    }
    if (this.#Chart) this.#draw(this.#Chart, specs);
    else void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#Chart = await this.#fetch();
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

  #draw(NewChart: typeof Chart, specs: readonly ChartSpec[]): void {
    const theme = this.#measured('surface');
    // Another surface is another theme: every colour is asked for anew.
    if (theme !== this.#colors.get('surface')) this.#colors.clear();
    this.#colors.set('surface', theme);
    const share: ChartShare = { ...this.#events, syncKey: this.#syncKey, color: this.#color };
    const used = new Set<HTMLElement>();
    for (const spec of specs) {
      const place = this.#host.renderRoot.querySelector<HTMLElement>(`[data-plot="${spec.name}"]`);
      if (!place) continue;
      used.add(place);
      const present = this.#charts.get(place);
      if (present && present.theme === theme && isSameDrawing(present.spec, spec)) {
        present.chart.scale(spec);
        continue;
      }
      present?.chart.destroy();
      this.#charts.set(place, { chart: new NewChart(place, spec, share), spec, theme });
      this.#resizes?.observe(place);
    }
    for (const [place, { chart }] of this.#charts) {
      if (used.has(place)) continue;
      chart.destroy();
      this.#resizes?.unobserve(place);
      this.#charts.delete(place);
    }
  }

  readonly #color = (role: string): string => {
    const color = this.#colors.get(role) ?? this.#measured(role);
    this.#colors.set(role, color);
    return color;
  };

  /** A canvas knows no custom properties and no `light-dark()`: the browser works the colour out on an element. */
  #measured(role: string): string {
    const probe = document.createElement('span');
    probe.style.color = `var(--_${role})`;
    // Forced colours would make every role the text's colour, and the band would hide the readings.
    probe.style.setProperty('forced-color-adjust', 'none');
    this.#host.renderRoot.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }

  readonly #redraw = (): void => {
    this.#host.requestUpdate();
  };

  #clear(): void {
    for (const { chart } of this.#charts.values()) chart.destroy();
    this.#charts.clear();
  }
}

/** Time and values are moved within a drawing; anything else is a new one. */
function isSameDrawing(a: ChartSpec, b: ChartSpec): boolean {
  return a.data === b.data && a.bands === b.bands && a.locale === b.locale && a.height === b.height;
}
