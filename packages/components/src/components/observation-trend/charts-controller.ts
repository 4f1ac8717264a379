import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type uPlot from 'uplot';
import { TrendChart, type ChartShare, type ChartSpec } from './trend-chart.ts';
import type { TrendName, TrendPoint } from './trend-series.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Fetches the chart library. It comes with the first chart by itself; a page on which that may be without a connection
 * calls this before.
 * @throws TypeError when it cannot be fetched
 */
export async function loadCharts(): Promise<typeof uPlot> {
  return (await import('uplot')).default;
}

/**
 * Keeps one chart per place on the page. The chart library comes with the first chart: a page without one does not
 * download it.
 */
export class ChartsController implements ReactiveController {
  readonly #host: Host;
  readonly #specs: () => readonly ChartSpec[];
  readonly #onPoint: (name: TrendName, point: TrendPoint | undefined) => void;
  readonly #charts = new Map<HTMLElement, { chart: TrendChart; spec: ChartSpec; theme: string }>();
  #Plot: typeof uPlot | undefined;
  #isLoading = false;
  #resizes: ResizeObserver | undefined;
  #theme: MediaQueryList | undefined;
  readonly #syncKey = `samspil-trend-${crypto.randomUUID()}`;

  constructor(
    host: Host,
    options: {
      specs: () => readonly ChartSpec[];
      onPoint: (name: TrendName, point: TrendPoint | undefined) => void;
    },
  ) {
    this.#host = host;
    this.#specs = options.specs;
    this.#onPoint = options.onPoint;
    host.addController(this);
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
    this.#theme = matchMedia('(prefers-color-scheme: dark)');
    this.#theme.addEventListener('change', this.#redraw);
  }

  hostDisconnected(): void {
    this.#resizes?.disconnect();
    this.#theme?.removeEventListener('change', this.#redraw);
    this.#clear();
  }

  hostUpdated(): void {
    const specs = this.#specs();
    if (specs.length === 0) {
      this.#clear();
      return;
    }
    if (this.#Plot) this.#draw(specs);
    else void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#Plot = await loadCharts();
      if (this.#host.isConnected) this.#host.requestUpdate();
    } catch {
      // Without a connection there are values and table, and no chart; it is asked for again with the next reading.
    } finally {
      this.#isLoading = false;
    }
  }

  #draw(specs: readonly ChartSpec[]): void {
    const Plot = this.#Plot;
    if (!Plot) return;
    const theme = this.#color('surface');
    const used = new Set<HTMLElement>();
    for (const spec of specs) {
      const place = this.#host.renderRoot.querySelector<HTMLElement>(`[data-plot="${spec.name}"]`);
      if (!place) continue;
      used.add(place);
      const present = this.#charts.get(place);
      if (present && present.theme === theme && isSame(present.spec, spec)) continue;
      present?.chart.destroy();
      this.#charts.set(place, { chart: new TrendChart(Plot, place, spec, this.#share()), spec, theme });
      this.#resizes?.observe(place);
    }
    for (const [place, { chart }] of this.#charts) {
      if (used.has(place)) continue;
      chart.destroy();
      this.#resizes?.unobserve(place);
      this.#charts.delete(place);
    }
  }

  #share(): ChartShare {
    return { syncKey: this.#syncKey, color: (role) => this.#color(role), onPoint: this.#onPoint };
  }

  /** A canvas knows no custom properties and no `light-dark()`: the browser works the colour out on an element. */
  #color(role: string): string {
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

function isSame(a: ChartSpec, b: ChartSpec): boolean {
  return (
    a.points === b.points &&
    a.locale === b.locale &&
    a.time.from === b.time.from &&
    a.time.to === b.time.to &&
    a.values[0] === b.values[0] &&
    a.values[1] === b.values[1]
  );
}
