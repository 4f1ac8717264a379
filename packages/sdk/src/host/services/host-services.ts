import type { ServiceSession, Shortcut, Theme } from '../../contract/services.ts';
import { SamspilError } from '../../errors.ts';
import type { Lease } from '../../lease/index.ts';
import type { Runtime } from '../../runtime.ts';
import type { Signal } from '../../workplace/types.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';
import type { PluginState } from '../types.ts';
import { PluginBus } from './bus/plugin-bus.ts';
import { DirtyStates } from './dirty-states.ts';
import { focusArrives, hasFocus } from './focus-arrives.ts';
import type { HostUi, OfferedShortcut, PermitRequest, PluginBadge, PlaceAbilities } from './host-ui.ts';
import { Allowance } from './turns/allowance.ts';
import { QuestionQueue } from './turns/question-queue.ts';
import { plainLine } from './wording/plain-text.ts';

/** Always handed on by every frame, so that no keyboard is caught in one (WCAG 2.1.2). */
export const LEAVING_KEYS = {
  F6: 'next',
  'Ctrl+F6': 'next',
  'Shift+F6': 'previous',
  'Ctrl+Shift+F6': 'previous',
} as const;

export interface HostServicesOptions {
  ui: HostUi;
  runtime: Pick<Runtime, 'now' | 'schedule'>;
  theme: Signal<Theme>;
  /** The present one. */
  lease(): Lease | undefined;
  /** The manifest's title in the language of the workplace. */
  titleOf(instance: PluginInstance): string;
}

/** One connected instance, from its handshake until its page goes. */
interface Attached {
  readonly instance: PluginInstance;
  readonly place: PlaceAbilities;
  shortcuts: readonly Shortcut[];
  closeOverlay: (() => void) | undefined;
}

/** What plugins may use of the workplace beside the record: who is connected, and what of theirs is on the screen. */
export class HostServices {
  readonly ui: HostUi;
  readonly dirty = new DirtyStates();
  readonly allowance: Allowance;
  readonly bus: PluginBus;
  readonly #options: HostServicesOptions;
  readonly #questions = new QuestionQueue();
  readonly #attached = new Map<string, Attached>();

  constructor(options: HostServicesOptions) {
    this.ui = options.ui;
    this.#options = options;
    this.allowance = new Allowance(options.runtime);
    this.bus = new PluginBus(() => [...this.#attached.values()].map(({ instance }) => instance));
  }

  get #keys(): readonly string[] {
    return [...Object.keys(LEAVING_KEYS), ...(this.ui.keys ?? []).map(({ keys }) => keys)];
  }

  /** What an instance is told at its handshake. The page hears the keys of its own elements, so only frames hand them on. */
  session({ manifest }: PluginInstance): ServiceSession {
    const isFrame = manifest.entry.mode === 'frame';
    return { theme: this.#options.theme.value, workplaceKeys: isFrame ? this.#keys : [] };
  }

  /** At its handshake. Whatever an earlier load of the same instance left is gone. */
  attach(instance: PluginInstance, place: PlaceAbilities): void {
    this.detach(instance);
    this.#attached.set(instance.id, { instance, place, shortcuts: [], closeOverlay: undefined });
  }

  /** Its page is gone: so is all it had on the screen. */
  detach({ id }: PluginInstance): void {
    const attached = this.#attached.get(id);
    if (!attached) return;
    this.#attached.delete(id);
    attached.closeOverlay?.();
    this.dirty.forget(id);
    if (attached.shortcuts.length > 0) this.#offerShortcuts();
  }

  /** Detaches an instance whenever its page goes, until it is disposed of. */
  follow(instance: PluginInstance & { readonly state: Signal<PluginState> }): void {
    const stop = instance.state.subscribe((state) => {
      if (state === 'ready' || state === 'not-responding') return;
      this.detach(instance);
      if (state === 'disposed') stop();
    });
  }

  badgeOf(instance: PluginInstance): PluginBadge {
    const { id, publisher } = instance.manifest;
    return {
      id,
      title: plainLine(this.#options.titleOf(instance)),
      publisher: plainLine(publisher.name),
    };
  }

  /**
   * The lease that a plugin named, if it is the present one; undefined when no patient is open and it named none.
   *
   * @throws `stale-context`
   */
  leaseOf(named: string | null): Lease | undefined {
    const lease = this.#options.lease();
    if ((lease?.id ?? null) === named) return lease;
    throw new SamspilError(
      'stale-context',
      'The workplace has moved on from this patient: what was meant for it is not shown.',
    );
  }

  /** Asks the person something, in turn, for as long as the lease and the caller stay. */
  ask(
    instance: PluginInstance,
    named: string | null,
    caller: AbortSignal,
    show: (signal: AbortSignal) => Promise<boolean>,
  ): Promise<boolean> {
    const lease = this.leaseOf(named);
    const signal = lease ? AbortSignal.any([lease.ended, caller]) : caller;
    return this.#questions.ask(instance.manifest.id, signal, async () => {
      // Else the click that asked would take the focus out of the question again, and Escape with it.
      await this.settleFocus(instance);
      signal.throwIfAborted();
      return show(signal);
    });
  }

  /** Asks for leave to do something outside the frame. Without `permit` the answer is no. */
  permit(
    instance: PluginInstance,
    named: string | null,
    caller: AbortSignal,
    request: Pick<PermitRequest, 'action' | 'subject'>,
  ): Promise<boolean> {
    return this.ask(
      instance,
      named,
      caller,
      async (signal) =>
        (await this.ui.permit?.({ ...request, plugin: this.badgeOf(instance), signal })) ?? false,
    );
  }

  resize(instance: PluginInstance, height: number): void {
    this.#attached.get(instance.id)?.place.resize?.(height);
  }

  /**
   * @throws `denied` unless the person is in the plugin: a panel that comes from nowhere lies over what she works with;
   *   `stale-context`
   */
  async openOverlay(
    instance: PluginInstance,
    named: string | null,
    overlay: { title: string; size: 'medium' | 'large' },
  ): Promise<void> {
    const isThere = await focusArrives(instance.element, this.#options.runtime);
    const attached = this.#attached.get(instance.id);
    if (!attached || !isThere)
      throw new SamspilError('denied', 'An overlay opens only while the person works in the plugin.');
    const ended = this.leaseOf(named)?.ended;
    attached.closeOverlay?.();
    let isClosed = false;
    const close = attached.place.openOverlay?.({
      ...overlay,
      onClosed: () => {
        if (isClosed) return;
        isClosed = true;
        ended?.removeEventListener('abort', end);
        if (attached.closeOverlay === end) attached.closeOverlay = undefined;
        instance.emit('overlay', { isOpen: false });
      },
    });
    // The next patient's chart begins without what was opened over the one before.
    const end = () => close?.();
    ended?.addEventListener('abort', end, { once: true });
    attached.closeOverlay = end;
  }

  /** Before the workplace puts the focus elsewhere on a plugin's word: the click that asked for it may still be on its way. */
  async settleFocus({ element }: PluginInstance): Promise<void> {
    await focusArrives(element, this.#options.runtime);
  }

  closeOverlay({ id }: PluginInstance): void {
    this.#attached.get(id)?.closeOverlay?.();
  }

  setShortcuts(instance: PluginInstance, shortcuts: readonly Shortcut[]): void {
    const attached = this.#attached.get(instance.id);
    if (!attached) return;
    if (shortcuts.some(({ keys }) => this.#keys.includes(keys)))
      throw new SamspilError('denied', 'The workplace uses one of these keys itself: choose another.');
    attached.shortcuts = shortcuts;
    this.#offerShortcuts();
  }

  /** A key that was pressed in a frame. Anything but the workplace's own keys, and keys from where nobody is, is nothing. */
  press(instance: PluginInstance, keys: string): void {
    if (!hasFocus(instance.element)) return;
    const direction = Object.hasOwn(LEAVING_KEYS, keys)
      ? LEAVING_KEYS[keys as keyof typeof LEAVING_KEYS]
      : undefined;
    if (!direction) this.ui.keys?.find((key) => key.keys === keys)?.run(instance.element);
    else if (this.ui.moveFocus) this.ui.moveFocus(direction, instance.element);
    else instance.element.blur();
  }

  #offerShortcuts(): void {
    const offered = [...this.#attached.values()].flatMap(({ instance, shortcuts }) =>
      shortcuts.map<OfferedShortcut>(({ keys, label }) => ({
        keys,
        label,
        plugin: this.badgeOf(instance),
        press: () => instance.emit('shortcut', { keys }),
      })),
    );
    this.ui.offerShortcuts?.(offered);
  }
}
