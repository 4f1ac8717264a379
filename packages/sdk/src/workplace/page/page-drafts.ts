import type { PrepareAnswer } from '../../contract/context-change.ts';
import type { Lease } from '../../lease/lease.ts';
import { staleContext } from '../../lease/lease.ts';
import { LocalDrafts } from '../../lease/local-drafts.ts';
import type { Outbox } from '../../offline/types.ts';
import type { Runtime } from '../../runtime.ts';
import { LeasedDrafts } from '../drafts.ts';
import { Preparation } from '../prepare.ts';
import { WritableSignal } from '../signal.ts';
import type { ClinicalContext, Signal } from '../types.ts';

export interface PageDraftsOptions {
  lease: Lease;
  context: Signal<ClinicalContext | undefined>;
  /** Id under which this app keeps its drafts. */
  plugin: string;
  outbox: Pick<Outbox, 'drafts'>;
  runtime: Pick<Runtime, 'randomUUID'>;
}

/** Unfinished work in a page of its own. */
export interface PageDrafts {
  readonly drafts: LeasedDrafts;
  readonly preparation: Preparation;
  readonly shown: Signal<boolean>;
  close(): void;
}

/**
 * Drafts in the page's own store. A page that leaves the screen of a phone may never come back, and is told nothing more:
 * that is the moment to park.
 */
export function pageDrafts(page: Document, options: PageDraftsOptions): PageDrafts {
  const { lease, context, plugin, outbox, runtime } = options;
  const access = new LocalDrafts({ lease, plugin, keeper: outbox.drafts });
  const drafts = new LeasedDrafts(({ id }) => {
    if (id !== lease.id) throw staleContext();
    return access;
  });
  const preparation = new Preparation(async (_change, answer) => ({ isKept: await park(answer) }));
  const shown = new WritableSignal(page.visibilityState !== 'hidden');
  let change = '';

  async function park(answer: PrepareAnswer): Promise<boolean> {
    if (answer.kind !== 'park') return false;
    for (const draft of answer.drafts) await access.put(draft);
    return true;
  }

  const look = () => {
    shown.value = page.visibilityState !== 'hidden';
    if (shown.value) return preparation.withdraw(change);
    change = runtime.randomUUID();
    // Nobody is there to decide about a hold, so this is the only time it is asked.
    const notice = { change, lease: lease.id, next: 'close', budgetMs: 2_000, isLast: true } as const;
    void preparation.prepare(notice, context.value);
  };
  page.addEventListener('visibilitychange', look);
  return { drafts, preparation, shown, close: () => page.removeEventListener('visibilitychange', look) };
}
