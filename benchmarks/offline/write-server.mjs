/**
 * A FHIR server as far as an outbox sends to it: transactions of new resources, each answered after its round trip. It
 * keeps no resources, so that what is measured is the sender.
 */

const STATEMENT = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      resource: ['Observation', 'Provenance'].map((type) => ({ type, updateCreate: true })),
    },
  ],
};

export class WriteServer {
  /** `answering`; `closed`: says to come back in an hour; `silent`: takes requests and never answers. */
  mode = 'answering';
  roundTripMs = 0;
  /** Transactions as they were sent, for whoever wants to send the same. */
  bodies = [];
  #onArrival = () => undefined;

  /** When the next transaction arrives, milliseconds since the epoch. */
  nextArrival() {
    return new Promise((resolve) => {
      this.#onArrival = resolve;
    });
  }

  /** @type {(asked: import('./serve-origin.mjs').Asked) => Promise<import('./serve-origin.mjs').Answer | undefined>} */
  answer = async ({ url, method, text }) => {
    if (url.pathname.endsWith('/metadata')) return { body: STATEMENT };
    if (method !== 'POST') return { status: 404, body: { resourceType: 'OperationOutcome', issue: [] } };
    this.#onArrival(performance.timeOrigin + performance.now());
    if (this.mode === 'silent') return undefined;
    if (this.mode === 'closed') return { status: 503, headers: { 'Retry-After': '3600' }, body: {} };
    this.bodies.push(text);
    await new Promise((resolve) => setTimeout(resolve, this.roundTripMs));
    return { body: answered(JSON.parse(text)) };
  };
}

function answered({ entry }) {
  const response = (url) => ({
    status: '201 Created',
    location: `${url}/_history/1`,
    etag: 'W/"1"',
    lastModified: '2026-01-01T00:00:00Z',
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: entry.map(({ request }) => ({ response: response(request.url) })),
  };
}
