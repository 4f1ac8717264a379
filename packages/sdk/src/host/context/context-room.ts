import type { Served } from '../../bridge/contract.ts';
import type { ContextChangeMethods, NextContext } from '../../contract/context-change.ts';
import type { Draft, DraftMethods } from '../../contract/drafts.ts';
import type { WireContext } from '../../contract/workplace-methods.ts';
import type { Lease } from '../../lease/lease.ts';
import type { DraftKeeper } from '../../offline/drafts/types.ts';
import type { Runtime } from '../../runtime.ts';
import type { ClinicalContext, Signal } from '../../workplace/types.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';
import { staleLease } from '../mount/record-methods.ts';
import type { HostEvent, PluginState } from '../types.ts';
import { ContextChanges } from './context-changes.ts';
import type { ContextBudgets } from './context-changes.ts';
import { contextMethods } from './context-methods.ts';
import { draftMethods } from './draft-methods.ts';
import { KeptDrafts } from './kept-drafts.ts';
import type { DraftHolder } from './kept-drafts.ts';
import type { HoldDecider } from './hold-decider.ts';
import type { ContextOutcome } from './outcome.ts';
import type { Participant } from './survey.ts';
import { WorkplaceElements } from './workplace-elements.ts';

type Mounted = PluginInstance & { readonly state: Signal<PluginState> };

export interface ContextRoomOptions extends ContextBudgets {
  runtime: Pick<Runtime, 'schedule' | 'randomUUID'>;
  keeper: DraftKeeper;
  /** Names the workplace itself, whose own elements take part like a plugin. */
  workplaceId: string;
  lease: () => Lease | undefined;
  present: () => ClinicalContext | undefined;
  mounted(): Iterable<Mounted>;
  /** Why an instance that registered nothing to ask counts as holding: what it said of itself as unsaved. */
  holdReasonOf(instance: string): string | undefined;
  /** A text in the language of the workplace. */
  localized(texts: Readonly<Record<string, string>>): string;
  tell: (event: Omit<HostEvent, 'at'>) => void;
}

/** One change of context: what comes next, and how the old lease ends and the new one opens. */
export interface Move {
  next: NextContext;
  force?: boolean;
  /** Ends the old lease, opens the new one and tells everybody, without interruption. */
  commit: () => void;
  /** Tells somebody about the context in force. */
  show: (instance: Mounted) => void;
}

/**
 * Everything of the host that has to do with the end of a lease: who is asked, what is kept, and what those see who come
 * while a change is under way.
 */
export class ContextRoom {
  readonly changes: ContextChanges;
  readonly drafts: KeptDrafts;
  /** The workplace's own in-page elements take part like a plugin, once one of them wants to be asked. */
  readonly own: WorkplaceElements;
  readonly #options: ContextRoomOptions;
  /** Came during a change, and have not been shown a context. */
  readonly #withheld = new Set<string>();

  constructor(options: ContextRoomOptions) {
    const { keeper, lease, tell } = options;
    this.#options = options;
    this.drafts = new KeptDrafts({ keeper, lease, tell, mounted: () => this.#everybody() });
    this.changes = new ContextChanges({
      ...options,
      participants: () => this.#participants(),
      keep: (participant, { drafts }) => this.#park(participant, drafts),
      holdReasonOf: ({ id }) => {
        const reason = options.holdReasonOf(id);
        return reason === undefined ? undefined : { en: reason };
      },
    });
    const { workplaceId: id, present } = options;
    this.own = new WorkplaceElements({
      id,
      present,
      answer: (change, answer) => this.changes.answer(id, change, answer),
      accessOf: (elements, leaseId) => this.drafts.accessOf(elements, leaseId),
    });
  }

  methodsOf(instance: PluginInstance): Served<ContextChangeMethods & DraftMethods> {
    return {
      ...contextMethods((change, answer) => this.changes.answer(instance.id, change, answer)),
      ...draftMethods((lease) => {
        if (this.isWithheld(instance.id)) throw staleLease();
        return this.drafts.accessOf(instance, lease);
      }),
    };
  }

  /** What an instance sees that shakes hands now: during a change no context, since the present one is about to end. */
  joins(instance: PluginInstance, present: WireContext | null): WireContext | null {
    if (this.changes.isUnderWay) this.#withheld.add(instance.id);
    else {
      this.#withheld.delete(instance.id);
      void this.drafts.offer([instance]);
    }
    return this.changes.isUnderWay ? null : present;
  }

  /** True for one that has not been shown the present context, and must not hear of it. */
  isWithheld(instance: string): boolean {
    return this.#withheld.has(instance);
  }

  move({ next, force, commit, show }: Move): Promise<ContextOutcome> {
    return this.changes.request({
      next,
      ...(force !== undefined && { force }),
      commit: () => {
        this.#withheld.clear();
        commit();
        void this.drafts.offer([...this.#everybody()]);
      },
      rollBack: () => {
        const late = [...this.#options.mounted()].filter(({ id }) => this.#withheld.has(id));
        this.#withheld.clear();
        for (const instance of late) show(instance);
        void this.drafts.offer(late);
      },
    });
  }

  /** Returns the function that takes the decider back; a later one is left in place. */
  decideBy(decider: HoldDecider): () => void {
    this.changes.decider = decider;
    return () => {
      if (this.changes.decider === decider) this.changes.decider = undefined;
    };
  }

  /** Asks one plugin before it is taken away; `then` runs unless it holds and the clinician lets it. */
  retire(
    instance: Mounted | undefined,
    next: 'restart' | 'close',
    options: { force?: boolean; then: () => void },
  ): Promise<ContextOutcome> {
    const { force, then } = options;
    return this.changes.request({
      next,
      ...(force !== undefined && { force }),
      participants: instance?.state.value === 'ready' ? [instance] : [],
      commit: then,
    });
  }

  *#everybody(): Iterable<DraftHolder> {
    yield* this.#options.mounted();
    yield this.own;
  }

  #participants(): Participant[] {
    const ready = [...this.#options.mounted()].filter(
      ({ id, state }) => state.value === 'ready' && !this.#withheld.has(id),
    );
    return this.own.preparation.hasHandlers ? [...ready, this.own] : ready;
  }

  /** Under the lease that is about to end, whose patient the drafts are of. */
  async #park(participant: Participant, drafts: readonly Draft[]): Promise<void> {
    const lease = this.#options.lease();
    const holder = [...this.#everybody()].find(({ id }) => id === participant.id);
    if (!lease || !holder) throw staleLease();
    const access = this.drafts.accessOf(holder, lease.id);
    for (const draft of drafts) await access.put(draft);
  }
}
