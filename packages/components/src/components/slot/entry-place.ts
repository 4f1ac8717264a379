import type { PlaceAbilities } from '@samspil/sdk/host';

/** A plugin's panel in the top layer. */
export interface EntryOverlay {
  readonly title: string;
  readonly size: 'medium' | 'large';
  /** Height the place had in the page, in CSS pixels: kept free, so that nothing jumps. */
  readonly standIn: number;
}

/** What the place of one plugin can do for it, and what it was asked for last. */
export class EntryPlace implements PlaceAbilities {
  readonly #changed: () => void;
  readonly #measure: () => number;
  #onClosed: (() => void) | undefined;
  /** In CSS pixels. Undefined until the plugin asks: then that of its contribution. */
  height: number | undefined;
  overlay: EntryOverlay | undefined;

  /**
   * @param changed called when the place is to be shown anew
   * @param measure its present height on the page, in CSS pixels
   */
  constructor(changed: () => void, measure: () => number) {
    this.#changed = changed;
    this.#measure = measure;
  }

  resize(height: number): void {
    this.height = height;
    this.#changed();
  }

  openOverlay({ title, size, onClosed }: Parameters<Required<PlaceAbilities>['openOverlay']>[0]): () => void {
    this.closeOverlay();
    this.overlay = { title, size, standIn: this.#measure() };
    this.#onClosed = onClosed;
    this.#changed();
    return () => {
      if (this.#onClosed === onClosed) this.closeOverlay();
    };
  }

  closeOverlay(): void {
    if (!this.overlay) return;
    const onClosed = this.#onClosed;
    this.overlay = undefined;
    this.#onClosed = undefined;
    this.#changed();
    onClosed?.();
  }
}
