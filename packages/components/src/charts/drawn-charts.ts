import type { ReactiveControllerHost } from 'lit';
import { Chart } from './chart.ts';
import type { ChartShare, ChartSpec } from './chart-spec.ts';
import { plotStyles } from './plot.styles.ts';

/** An element with places for charts. */
export type ChartsHost = ReactiveControllerHost &
  HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

interface Present {
  readonly chart: Chart;
  readonly spec: ChartSpec;
  readonly theme: string;
}

/** The charts of one element, one per place (`data-plot`): drawn, moved, sized and taken away. */
export class DrawnCharts {
  readonly #host: ChartsHost;
  readonly #events: Omit<ChartShare, 'syncKey' | 'color'>;
  readonly #charts = new Map<HTMLElement, Present>();
  readonly #colors = new Map<string, string>();
  readonly #syncKey = `samspil-chart-${crypto.randomUUID()}`;
  readonly #resizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      this.#charts.get(target as HTMLElement)?.chart.resize(contentRect.width);
    }
  });

  constructor(host: ChartsHost, events: Omit<ChartShare, 'syncKey' | 'color'>) {
    this.#host = host;
    this.#events = events;
    // Below the element's own, which come with the page; these come with what they are for.
    const { styleSheet } = plotStyles;
    const root = host.renderRoot as ShadowRoot;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet))
      root.adoptedStyleSheets = [styleSheet, ...root.adoptedStyleSheets];
  }

  /** Moves the line of every chart to an instant. */
  moveTo(at: number): void {
    for (const { chart } of this.#charts.values()) chart.moveTo(at);
  }

  /** The charts as they are to be now. */
  draw(specs: readonly ChartSpec[]): void {
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
      this.#charts.set(place, { chart: new Chart(place, spec, share), spec, theme });
      this.#resizes.observe(place);
    }
    for (const [place, { chart }] of this.#charts) {
      if (used.has(place)) continue;
      chart.destroy();
      this.#resizes.unobserve(place);
      this.#charts.delete(place);
    }
  }

  clear(): void {
    this.#resizes.disconnect();
    for (const { chart } of this.#charts.values()) chart.destroy();
    this.#charts.clear();
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
}

/** Time and values are moved within a drawing; anything else is a new one. */
function isSameDrawing(a: ChartSpec, b: ChartSpec): boolean {
  return a.data === b.data && a.bands === b.bands && a.locale === b.locale && a.height === b.height;
}
