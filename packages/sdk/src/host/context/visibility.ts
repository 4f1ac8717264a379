import { WritableSignal } from '../../workplace/signal.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';

/** A frame knows whether its tab is on the screen, but not whether the part of the workplace around it is. */
export class Visibility {
  readonly #suspended = new Set<string>();
  readonly #mounted: () => Iterable<PluginInstance>;
  /** Whether the page is on the screen. */
  readonly page = new WritableSignal(true);

  constructor(mounted: () => Iterable<PluginInstance>) {
    this.#mounted = mounted;
  }

  /** The place a plugin sits in left the screen. Told once, until it is back. */
  suspend(instance: PluginInstance): void {
    const wasShown = this.#isShown(instance);
    this.#suspended.add(instance.id);
    if (wasShown) instance.emit('suspend', null);
  }

  resume(instance: PluginInstance): void {
    if (!this.#suspended.delete(instance.id)) return;
    if (this.#isShown(instance)) instance.emit('resume', null);
  }

  /** Forgets one that was disposed of. */
  forget(instance: PluginInstance): void {
    this.#suspended.delete(instance.id);
  }

  /** The whole page left the screen, or came back. */
  setPageShown(isShown: boolean): void {
    if (isShown === this.page.value) return;
    this.page.value = isShown;
    for (const instance of this.#mounted())
      if (!this.#suspended.has(instance.id)) instance.emit(isShown ? 'resume' : 'suspend', null);
  }

  #isShown({ id }: PluginInstance): boolean {
    return this.page.value && !this.#suspended.has(id);
  }
}

/** Follows the visibility of the page; where there is no page, nothing. Returns the function that stops it. */
export function followPage(page: Document | undefined, visibility: Visibility): () => void {
  if (!page) return () => undefined;
  const look = () => visibility.setPageShown(page.visibilityState !== 'hidden');
  look();
  page.addEventListener('visibilitychange', look);
  return () => page.removeEventListener('visibilitychange', look);
}
