/**
 * Workbox's `Queue` as its documentation says under "Advanced usage": the request is tried, and pushed to the queue when it
 * fails; replays are `replayRequests()`, which is also the default of `onSync`. A 5xx counts as a failure, as the same page
 * recommends (`statusPlugin`): https://developer.chrome.com/docs/workbox/modules/workbox-background-sync
 *
 * Kinder than the example: the page is told whether the request is in the queue (202) or could not be put there (507),
 * instead of the same network error for both; and replays, by the browser and by pages, wait for each other.
 */
import { Queue } from 'workbox-background-sync';

let replaying = Promise.resolve();

const queue = new Queue('writes', { onSync: replay });

function replay() {
  const next = replaying.then(() => queue.replayRequests());
  replaying = next.catch(() => undefined);
  return next;
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && new URL(request.url).pathname === '/fhir')
    event.respondWith(send(request));
});

async function send(request) {
  try {
    const answer = await fetch(request.clone());
    if (answer.status >= 500) throw new Error('Server error.');
    return answer;
  } catch {
    return enqueue(request);
  }
}

async function enqueue(request) {
  try {
    await queue.pushRequest({ request, metadata: { operationId: request.headers.get('X-Operation') } });
    return new Response('{}', { status: 202 });
  } catch {
    return new Response('{}', { status: 507 });
  }
}

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const work = event.data === 'replay' ? replay().catch(() => undefined) : listed();
  event.waitUntil(work.then((result) => port.postMessage(result)));
});

/** What waits. While a replay has taken an entry out, nobody can say whether it will come back. */
async function listed() {
  await replaying;
  return (await queue.getAll()).map(({ metadata }) => ({ id: metadata.operationId, state: 'stored' }));
}
