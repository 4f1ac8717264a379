/**
 * A page before a service worker with Workbox's queue (`workbox-worker.mjs`). It posts; the worker passes it on, or queues
 * it. Workbox replays on Background Sync events, which a browser sends after minutes or not at all; so the page tells the
 * worker to replay when it opens, when the connection comes back, and every few seconds while something is queued.
 *
 * A save counts as promised when the server has it, or when the worker says that it is in the queue.
 */
import { Refusal, accessToken, offerKit, options } from './kit.mjs';
import { preparedBundle } from './prepared-bundle.mjs';

const REPLAY_EVERY_MS = 5_000;

const opened = register();

async function register() {
  const { serviceWorker } = navigator;
  const controlled = new Promise((resolve) =>
    serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );
  await serviceWorker.register('/workbox-worker.js');
  if (!serviceWorker.controller) await controlled;
  void told('replay');
  addEventListener('online', () => void told('replay'));
  setInterval(() => void told('replay'), REPLAY_EVERY_MS);
}

function told(what) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    navigator.serviceWorker.controller.postMessage(what, [port2]);
  });
}

offerKit({
  opened,
  async save(write) {
    const answer = await fetch(options.fhirBaseUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/fhir+json',
        Authorization: `Bearer ${accessToken()}`,
        'X-Operation': write.operationId,
      },
      body: JSON.stringify(preparedBundle(write)),
    });
    if (answer.status === 507) throw new Refusal('storage-full');
    if (answer.status === 202) return 'stored';
    if (!answer.ok) throw new Refusal(`answered ${answer.status}`);
    await answer.json();
    return 'accepted';
  },
  pending: () => told('list'),
  hurry: () => told('replay'),
});
