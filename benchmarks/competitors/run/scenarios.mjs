/**
 * What happens to each system. Every scenario begins with saves while there is no line, so that each library's queue is
 * what is tested, and ends with the faults over, the app opened anew and the queue given its time (`drain`).
 */
import { USERS } from '@samspil/sdk/testing/faults';
import { drain, within } from '../../../tools/faults/kills/run/drain.ts';
import { layOut } from '../../../tools/faults/kills/run/server-fault.ts';
import { fullDisk } from '../../../tools/faults/kills/situations/full-disk.ts';

/** What is asked of a page at all is answered within this time, also on a machine with other work. */
const LONGEST_MS = 30_000;
/** A fault that is kept up for as long as it is not healed is not waited out. */
const UNHEALED_MS = 4_000;
/** In this time a second tab takes over from one that died. */
const TAKE_OVER_MS = 20_000;
const SIGNED_OUT_MS = 3_000;

const create = (pick, poison) => ({ kind: 'create', pick, ...(poison && { poison }) });
const some = (seed) => [create(seed), { kind: 'group', pick: seed + 1 }, create(seed + 2)];
/** Changes of the first patient's record, stating the version that the server has. */
const changes = (seed, count) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'update', pick: ((seed + index) % 2) * 6 }));

const crashes = ['tab-crash', 'browser-kill', 'renderer-kill'];
const turn = (list, seed) => list[(seed - 1) % list.length];

/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {readonly string[]} stakes invariants that it puts to the test, beside I6, which every one does
 * @property {(seed: number) => Partial<import('../../../tools/faults/kills/plan.ts').KillPlan>} plan what differs from the rest
 * @property {(device: import('../../../tools/faults/kills/run/device.ts').RealDevice) => Promise<void>} play
 */

/** @type {readonly Scenario[]} */
export const SCENARIOS = [
  fault('answer lost, the browser repeats', ['I1', 'I2', 'I8'], (seed) => ({
    fault: { kind: 'repeat', times: 1 + (seed % 2), isLost: false },
    warm: 2,
  })),
  fault('answer lost for good', ['I1', 'I2', 'I8'], () => ({
    fault: { kind: 'repeat', times: 0, isLost: true },
  })),
  fault('request lost', ['I1', 'I2'], () => ({ fault: { kind: 'lose-request' } })),
  fault('captive portal: 200 with a web page', ['I1', 'I2', 'I8'], () => ({
    fault: { kind: 'web-page', status: 200 },
  })),
  fault('500 three times', ['I1', 'I2', 'I7'], () => ({ fault: { kind: 'storm', times: 3 } })),
  fault('one save is refused (422)', ['I1', 'I7', 'I8'], (seed) => ({
    fault: { kind: 'poison', of: 'create', status: 422 },
    saves: [create(seed), create(seed, 422), create(seed + 1)],
  })),
  fault('two changes of one record, 503 at the first', ['I1', 'I2', 'I3'], (seed) => ({
    fault: { kind: 'status', status: 503 },
    saves: changes(seed, 2),
  })),
  fault('changed elsewhere meanwhile', ['I1', 'I5', 'I8'], (seed) => ({
    fault: { kind: 'elsewhere' },
    saves: changes(seed, 1),
  })),
  {
    name: '429 with Retry-After',
    stakes: ['I1', 'I2', 'I7'],
    // Longer than anybody's back-off has grown by then.
    plan: () => ({ fault: { kind: 'status', status: 429, retryAfter: '15' } }),
    async play(device) {
      const tab = await savedOffline(device);
      const hasStruck = layOut(device);
      device.line.isOnline = true;
      // Pressed once; what the server asks for then must be kept.
      await within(LONGEST_MS, tab.drained());
      await reopened(device, tab, hasStruck);
    },
  },
  {
    name: 'session over (401), she signs in again',
    stakes: ['I1', 'I4', 'I8'],
    plan: () => ({}),
    async play(device) {
      const { session, ehr, line } = device;
      const tab = await savedOffline(device);
      ehr.revoke(session.of(session.user).token);
      line.isOnline = true;
      void tab.drained();
      await passed(SIGNED_OUT_MS);
      // The login page is another page.
      await tab.page.close();
      session.signIn(USERS[0]);
      await reopened(device);
    },
  },
  {
    name: 'another user signs in',
    stakes: ['I1', 'I4'],
    plan: () => ({}),
    async play(device) {
      const { plan, session, line } = device;
      const tab = await savedOffline(device);
      await tab.page.close();
      session.signIn(USERS[1]);
      line.isOnline = true;
      const other = await device.openTab();
      await within(LONGEST_MS, device.save(other, plan.saves.slice(0, 1)));
      await within(LONGEST_MS, other.drained());
      await reopened(device, other);
    },
  },
  {
    name: 'killed right after the acknowledgement',
    stakes: ['I1', 'I2'],
    plan: (seed) => ({ kill: turn(crashes, seed) }),
    async play(device) {
      const tab = await savedOffline(device);
      await device.kill(tab);
      await device.recover(tab);
      await reopened(device);
    },
  },
  {
    name: 'killed between request and answer',
    stakes: ['I1', 'I2'],
    plan: (seed) => ({ kill: turn(['browser-kill', 'tab-crash'], seed), failpoint: 'acted' }),
    play: killedUnderWay,
  },
  {
    name: 'killed under way, the request is lost',
    stakes: ['I1', 'I2'],
    plan: (seed) => ({
      kill: turn(['browser-kill', 'tab-crash'], seed),
      failpoint: 'arrived',
      fault: { kind: 'lose-request' },
    }),
    play: killedUnderWay,
  },
  {
    name: 'two tabs, the first one dies',
    stakes: ['I1', 'I2', 'I9'],
    plan: (seed) => ({ kill: turn(['tab-crash', 'tab-close'], seed) }),
    async play(device) {
      const { line, ledger } = device;
      const first = await savedOffline(device);
      const second = await device.openTab();
      await within(LONGEST_MS, second.list());
      await device.kill(first);
      line.isOnline = true;
      if ((await within(TAKE_OVER_MS, second.drained(false))) === undefined)
        ledger.blame('I9', 'the tab that is left does not send');
      await reopened(device, second);
    },
  },
  {
    name: 'two tabs send',
    stakes: ['I1', 'I2', 'I9'],
    plan: () => ({}),
    async play(device) {
      const { line, ledger } = device;
      const first = await savedOffline(device);
      const second = await device.openTab();
      await within(LONGEST_MS, second.list());
      line.isOnline = true;
      await within(LONGEST_MS, Promise.all([first.drained(), second.drained()]));
      // Nothing goes wrong here: what arrives twice was sent by both.
      if (line.repeats > 0) ledger.blame('I9', 'both tabs sent the same save');
      await first.page.close();
      await reopened(device, second);
    },
  },
  {
    name: 'disk full',
    stakes: ['I1', 'I10'],
    plan: (seed) => ({ kill: turn(['tab-close', 'tab-crash', 'browser-kill'], seed) }),
    play: fullDisk,
  },
];

/** Saved without a line, then sent through a fault of the server. */
function fault(name, stakes, plan) {
  return {
    name,
    stakes,
    plan,
    async play(device) {
      const { line, plan } = device;
      const tab = await savedOffline(device);
      if (plan.warm > 0) await tab.warm(plan.warm);
      const hasStruck = layOut(device);
      line.isOnline = true;
      const isKeptUp = plan.fault.kind === 'lose-request' || plan.fault.isLost === true;
      await within(isKeptUp ? UNHEALED_MS : LONGEST_MS, tab.drained());
      await reopened(device, tab, hasStruck);
    },
  };
}

async function killedUnderWay(device) {
  const { plan, line, reached } = device;
  const tab = await savedOffline(device);
  device.holdAt(plan.failpoint, 1);
  if (plan.fault) layOut(device);
  line.isOnline = true;
  void tab.drained();
  await within(LONGEST_MS, reached);
  device.isStruck = device.isReached;
  await device.kill(tab);
  await device.recover(tab);
  await reopened(device);
}

async function savedOffline(device) {
  const { line, plan } = device;
  line.isOnline = false;
  const tab = await device.openTab();
  await within(LONGEST_MS, device.save(tab, plan.saves));
  return tab;
}

async function reopened(device, tab, hasStruck) {
  if (hasStruck) device.isStruck = hasStruck();
  if (tab) await tab.page.close();
  await drain(device);
}

function passed(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The plan of one run.
 * @param {Scenario} scenario
 * @param {number} seed from 1
 * @returns {import('../../../tools/faults/kills/plan.ts').KillPlan}
 */
export function planOf(scenario, seed) {
  return {
    ...{ seed, index: seed, situation: 'alone', failpoint: 'acted', nth: 1, kill: 'tab-close' },
    ...{ fault: undefined, warm: 0, saves: some(seed) },
    // Half of the servers let a client choose ids, as in the world.
    abilities: { updateCreate: seed % 2 === 1, conditionalCreate: true },
    ...scenario.plan(seed),
  };
}
