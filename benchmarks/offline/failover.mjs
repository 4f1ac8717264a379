/**
 * The tab that sends crashes (`Page.crash`: its renderer process dies, its request half done), and another tab takes over.
 * Measured from the crash to the arrival of the follower's first transaction at the server, against the hand-over of a bare
 * Web Lock in the same crash: the crashed tab held both, and the follower tab waits for both.
 *
 * How to read it: the hand-over itself is the browser noticing that a process died. On top of it the follower takes its
 * fencing token in a strict commit, reads and decrypts what waits, asks for a token, asks the server what it can do, writes
 * down that the entry leaves, and sends. Each round is its own user, so neither side knows anything beforehand.
 */
import { figure } from '../support/figure.mjs';
import { median } from '../support/median.mjs';
import { openPage } from '../support/open-page.mjs';
import { show } from '../support/rounds.mjs';

const ROUNDS = 22;
const WARM_UP = 2;

export async function measureFailover(browser, origin, server) {
  const context = await browser.newContext();
  const times = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const found = await crash(context, origin, server, `crashed-${round}`);
    if (round < WARM_UP) continue;
    times.ours.push(found.ours);
    times.bare.push(found.bare);
  }
  for (const [name, list] of Object.entries(times)) show(name, list);
  figure('failover-after-crash-ms', median(times.ours), 'ms');
  figure('failover-after-crash-vs-bare-lock', median(times.ours) / median(times.bare), 'ratio', ['<=', 3]);
  await context.close();
}

async function crash(context, origin, server, user) {
  server.mode = 'silent';
  const leader = await openPage(context, origin.url('/'));
  const follower = await openPage(context, origin.url('/'));
  await leader.bench('holdRawLock', user);
  await leader.bench('open', user);
  const sent = server.nextArrival();
  await leader.bench('save', user, 1);
  await sent;
  await follower.bench('open', user);
  await follower.bench('awaitRawLock', user);
  const taken = server.nextArrival();
  const session = await context.newCDPSession(leader.page);
  const began = performance.timeOrigin + performance.now();
  // The answer never comes: whoever would give it is gone.
  void session.send('Page.crash').catch(() => undefined);
  const arrived = await taken;
  const granted = await follower.bench('rawLockAt');
  server.mode = 'answering';
  await follower.page.close();
  await leader.page.close();
  return { ours: arrived - began, bare: granted - began };
}
