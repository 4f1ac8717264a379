/**
 * 1,000 entries that waited, sent to a server whose every answer takes 20 ms, against the ideal pipeline: the very same
 * transactions, as our sender made them, by bare `fetch` from the same page to the same server, six at a time, with nothing
 * written down and nothing looked at but that the answer is JSON. Six is what a browser keeps to one HTTP/1.1 server, and no
 * rule of order asks for less here: the entries are new resources that do not refer to each other.
 *
 * How to read it: beside the request each entry costs two strict commits (that it leaves, and what became of it), four
 * passes of AES-GCM or HMAC, and word to the page; at a ratio of 1 all of that would be hidden behind the network. Both
 * sides share two cores with the server and the browser. 1,000 round trips in six lanes alone take 3,333 ms.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';

const ENTRIES = 1_000;
const ROUND_TRIP_MS = 20;

export async function measureDrain(browser, origin, server) {
  const context = await browser.newContext();
  const { bench } = await openPage(context, origin.url('/'));
  let user = 0;
  let bodies = [];
  const fill = async () => {
    // Not an answer that asks for a wait: it would outlive the outbox, and the drain would be that of an hour later.
    server.mode = 'silent';
    await bench('open', `drained-${++user}`);
    await bench('save', `drained-${user}`, ENTRIES);
    // Opened anew, as after an outage: nothing is under way and nothing in memory.
    await bench('close', `drained-${user}`);
    server.mode = 'answering';
    server.roundTripMs = ROUND_TRIP_MS;
  };
  const ours = async () => {
    await fill();
    server.bodies.length = 0;
    const ms = await bench('drain', `drained-${user}`, ENTRIES);
    await bench('close', `drained-${user}`);
    bodies = server.bodies.splice(0);
    if (bodies.length !== ENTRIES) throw new Error(`${bodies.length} transactions for ${ENTRIES} entries`);
    return ms;
  };
  const ideal = () => bench('drainBare', bodies);
  const drain = await rounds(8, 1, { ours, ideal });
  server.roundTripMs = 0;
  figure('drain-1000-ms', drain.ours, 'ms');
  figure('drain-1000-vs-ideal-pipeline', drain.ours / drain.ideal, 'ratio', ['<=', 1.2]);
  await context.close();
}
