import { SamspilError } from '../../errors.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import type { DirtyState, PluginBadge } from './host-ui.ts';

/** More at once is a plugin that forgets to end them. */
const MAX_TOKENS = 200;

interface Holder {
  readonly plugin: PluginBadge;
  readonly tokens: Map<string, string>;
}

/**
 * Which plugins say that something is not saved. A token belongs to an instance and to a lease and ends with either, so
 * that one a plugin forgot never follows the clinician to the next patient.
 */
export class DirtyStates {
  readonly value = new WritableSignal<readonly DirtyState[]>([]);
  readonly #holders = new Map<string, Holder>();

  /** @throws `too-many-requests` */
  add(instance: string, plugin: PluginBadge, token: string, reason: string): void {
    const holder = this.#holders.get(instance) ?? { plugin, tokens: new Map<string, string>() };
    if (holder.tokens.size >= MAX_TOKENS)
      throw new SamspilError('too-many-requests', 'Too many dirty states at once: end those that are over.');
    holder.tokens.set(token, reason);
    this.#holders.set(instance, holder);
    this.#tell();
  }

  remove(instance: string, token: string): void {
    const holder = this.#holders.get(instance);
    if (!holder?.tokens.delete(token)) return;
    if (holder.tokens.size === 0) this.#holders.delete(instance);
    this.#tell();
  }

  /** Everything of one instance: it went, or loaded anew. */
  forget(instance: string): void {
    if (this.#holders.delete(instance)) this.#tell();
  }

  #tell(): void {
    this.value.value = [...this.#holders].map(([instance, { plugin, tokens }]) => ({
      instance,
      plugin,
      reasons: [...new Set(tokens.values())].filter((reason) => reason !== ''),
    }));
  }
}
