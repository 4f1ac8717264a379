import type { PrepareAnswer } from '../../contract/context-change.ts';
import type { Capability } from '../../contract/capabilities.ts';
import type { WorkplaceEvents } from '../../contract/workplace-methods.ts';
import type { DraftAccess } from '../../lease/draft-access.ts';
import { LeasedDrafts } from '../../workplace/drafts.ts';
import { Preparation } from '../../workplace/prepare.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import type { ClinicalContext } from '../../workplace/types.ts';
import type { PluginState } from '../types.ts';
import type { DraftHolder } from './kept-drafts.ts';
import type { Participant } from './survey.ts';

export interface WorkplaceElementsOptions {
  id: string;
  present(): ClinicalContext | undefined;
  accessOf(elements: WorkplaceElements, lease: string): DraftAccess;
  answer(change: string, answer: PrepareAnswer): Promise<{ isKept: boolean }>;
}

/** The workplace's own in-page elements, as one participant in what plugins take part in: asked, parked, offered drafts. */
export class WorkplaceElements implements Participant, DraftHolder {
  readonly id: string;
  readonly manifest: Participant['manifest'];
  readonly capabilities: ReadonlySet<Capability> = new Set(['drafts']);
  readonly state = new WritableSignal<PluginState>('ready');
  readonly preparation: Preparation;
  readonly drafts: LeasedDrafts;
  readonly #options: WorkplaceElementsOptions;

  constructor(options: WorkplaceElementsOptions) {
    this.#options = options;
    this.id = options.id;
    this.manifest = { id: options.id, title: { en: options.id } };
    this.preparation = new Preparation((change, answer) => options.answer(change, answer));
    this.drafts = new LeasedDrafts((context) => options.accessOf(this, context.id));
  }

  emit<K extends keyof WorkplaceEvents>(name: K, detail: WorkplaceEvents[K]): void {
    this.#listeners[name]?.(detail);
  }

  readonly #listeners: { [K in keyof WorkplaceEvents]?: (detail: WorkplaceEvents[K]) => void } = {
    prepare: (notice) => void this.preparation.prepare(notice, this.#options.present()),
    withdrawn: ({ change }) => this.preparation.withdraw(change),
    drafts: () => this.drafts.tell(),
  };
}
