import type { ReactiveControllerHost } from 'lit';
import type { DrawnMarks, TimeSpan } from '../../charts/chart-spec.ts';
import type { SignName } from './chart-signs.ts';
import type { ViewAction } from './render-controls.ts';
import type { SortKey, TableOrder } from './table-rows.ts';
import { panned, selected, spanOf, zoomed, type VitalsPeriod } from './time-window.ts';

/** How many lines of the table are drawn at once. */
const rowsAtOnce = 100;

/** What a person has done to the view: looked closer, moved the line, sorted. None of it is the owner's. */
export class ChartView {
  readonly #host: ReactiveControllerHost;
  #zoom: TimeSpan | undefined;
  #line: number | undefined;
  #spoken = '';
  #order: TableOrder = { by: 'time', isAscending: false };
  #rows = rowsAtOnce;
  readonly #fitted = new Set<SignName>();
  readonly #drawn = new Map<string, DrawnMarks>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The instant the movable line stands at. */
  get line(): number | undefined {
    return this.#line;
  }

  /** What is said politely: only what a person asked for by keyboard or button. */
  get spoken(): string {
    return this.#spoken;
  }

  get order(): TableOrder {
    return this.#order;
  }

  get rows(): number {
    return this.#rows;
  }

  get isZoomed(): boolean {
    return this.#zoom !== undefined;
  }

  span(period: VitalsPeriod, ends: { first: number; now: number }): TimeSpan {
    return this.#zoom ?? spanOf(period, ends);
  }

  isFitted(name: SignName): boolean {
    return this.#fitted.has(name);
  }

  drawn(name: SignName): DrawnMarks | undefined {
    return this.#drawn.get(name);
  }

  /** Another patient, or another period: what was looked at closer is over. */
  reset(): void {
    this.#zoom = undefined;
    this.#line = undefined;
    this.#spoken = '';
    this.#rows = rowsAtOnce;
    this.#fitted.clear();
    this.#drawn.clear();
    this.#host.requestUpdate();
  }

  act(action: ViewAction, span: TimeSpan): void {
    // Without a line it is the newest that one wants to see closer, unless one has gone somewhere else.
    const about = this.#line ?? (this.#zoom ? undefined : span.to);
    const spans: Readonly<Record<ViewAction, () => TimeSpan | undefined>> = {
      zoomIn: () => zoomed(span, 0.5, about),
      zoomOut: () => zoomed(span, 2, about),
      earlier: () => panned(span, -1),
      later: () => panned(span, 1),
      back: () => undefined,
    };
    this.#zoom = spans[action]();
    this.#rows = rowsAtOnce;
    this.#host.requestUpdate();
  }

  select(span: TimeSpan): void {
    this.#zoom = selected(span);
    this.#host.requestUpdate();
  }

  moveLine(at: number | undefined): void {
    if (this.#line === at) return;
    this.#line = at;
    this.#host.requestUpdate();
  }

  say(words: string): void {
    this.#spoken = words;
    this.#host.requestUpdate();
  }

  fit(name: SignName, isFitted: boolean): void {
    if (isFitted) this.#fitted.add(name);
    else this.#fitted.delete(name);
    this.#host.requestUpdate();
  }

  /** What a drawing could not show as points; asks for words only when they change. */
  setDrawn(name: string, marks: DrawnMarks): void {
    const before = this.#drawn.get(name);
    this.#drawn.set(name, marks);
    const isSame =
      before !== undefined &&
      before.above === marks.above &&
      before.below === marks.below &&
      before.crowded === marks.crowded &&
      before.hollow === marks.hollow;
    if (!isSame) this.#host.requestUpdate();
  }

  /** By the same column again: the other way round. Times begin with the newest, names and values with the first. */
  sort(by: SortKey): void {
    const isSame = this.#order.by === by;
    this.#order = { by, isAscending: isSame ? !this.#order.isAscending : by !== 'time' };
    this.#rows = rowsAtOnce;
    this.#host.requestUpdate();
  }

  moreRows(): void {
    this.#rows += rowsAtOnce;
    this.#host.requestUpdate();
  }
}
