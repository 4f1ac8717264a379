import type { ReceiptSnapshot } from '../../../workplace/types.ts';
import type { Outbox } from '../../../offline/types.ts';
import type { Page } from './page.ts';
import { save } from './save.ts';
import type { Action, Step } from './step.ts';
import { USERS } from './world.ts';
import type { World } from './world.ts';

/** How long a server is away that is restored from a backup. */
const RESTORING_MS = 900_000;

/** Lets one step happen, and the world go on as far as the step says. */
export async function perform(world: World, step: Step): Promise<void> {
  await begin(world, step);
  if (step.turns === 'all') await world.turns.settle();
  else await world.turns.take(step.turns);
}

async function begin(world: World, action: Action): Promise<void> {
  const { device, network, clock, ehr } = world;
  switch (action.do) {
    case 'save':
      return saveIn(world, world.page(action.tab), action);
    case 'open':
      return void world.page(action.tab);
    case 'close':
      return world.close(action.tab);
    case 'flush':
      return world.page(action.tab)?.use((outbox) => outbox.flush());
    case 'retry':
    case 'discard':
      return decideIn(world, world.page(action.tab), action);
    case 'crash':
      return onTab(world, action.tab, ({ tab }) => device.crash(tab));
    case 'freeze':
      return onTab(world, action.tab, ({ tab }) => device.freeze(tab));
    case 'thaw':
      return onTab(world, action.tab, ({ tab }) => device.thaw(tab));
    case 'logout':
      return world.signOut();
    case 'login':
      return world.signIn(USERS[action.user % USERS.length] ?? USERS[0]);
    case 'expire':
      return world.age(action.refresh);
    case 'elsewhere': {
      const observations = [...ehr.record.values()].filter(
        ({ resourceType }) => resourceType === 'Observation',
      );
      const chosen = observations[action.pick % observations.length];
      if (chosen) ehr.writeElsewhere({ ...chosen, note: [{ text: `seen ${action.pick}` }] } as typeof chosen);
      return;
    }
    case 'backup':
      world.backup = ehr.backup();
      return;
    case 'restore':
      return restore(world);
    case 'pass':
      return clock.pass(action.ms);
    case 'line':
      network.isOnline = action.isOnline;
      return;
    case 'skew':
      device.skewMs = action.ms;
      return;
    case 'network':
      return void network.faults.push(action.aimed);
    case 'storage':
      return device.storage.faults.add(action.fault);
  }
}

async function restore({ backup, network, clock, ehr }: World): Promise<void> {
  if (!backup) return;
  const { isOnline } = network;
  network.isOnline = false;
  await clock.pass(RESTORING_MS);
  ehr.restore(backup);
  network.isOnline = isOnline;
}

function onTab(world: World, slot: number, act: (page: Page) => void): void {
  const page = world.pages[slot];
  if (page && page.tab.state !== 'dead') act(page);
}

function saveIn(world: World, page: Page | undefined, action: Extract<Action, { do: 'save' }>): void {
  if (!page) return;
  const { request, operation } = save(world, page.user, action);
  world.ledger.ask(operation);
  page.use(async (outbox) => {
    const receipt = await outbox.enqueue(request);
    world.ledger.promise(operation.id, receipt);
  });
}

function decideIn(
  world: World,
  page: Page | undefined,
  { do: decision, pick }: Extract<Action, { do: 'retry' | 'discard' }>,
): void {
  page?.use(async (outbox) => {
    const listed = await outbox.list();
    const open = decision === 'discard' ? listed : listed.filter(isParked);
    const chosen = open[pick % Math.max(open.length, 1)];
    if (chosen) await decide(world, outbox, decision, chosen);
  });
}

async function decide(
  { ledger }: World,
  outbox: Outbox,
  decision: 'retry' | 'discard',
  { id }: ReceiptSnapshot,
): Promise<void> {
  if (decision === 'retry') return outbox.retry(id);
  const operation = ledger.byEntry(id);
  // Asked is enough: whether it was still possible is told to a tab that may have crashed.
  if (operation) operation.isGivenUp = true;
  return outbox.discard(id, 'entered by mistake');
}

function isParked({ state }: ReceiptSnapshot): boolean {
  return state === 'conflict' || state === 'rejected';
}
