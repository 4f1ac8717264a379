/**
 * What every adapter page has in common: the `window.kit` of the fault kit (`tools/faults/kills/pages/page.ts`) over the
 * little that an adapter says about its library. Nothing here protects a write: it asks, tells and waits.
 */

const { searchParams } = new URL(location.href);
/** @type {{ control: string, user: string, fhirBaseUrl: string }} */
export const options = JSON.parse(searchParams.get('options') ?? '{}');

/** No library of these tells when somebody else's tab changed the queue, so an app looks now and then. */
const LOOK_AGAIN_MS = 500;

function ask(path, body) {
  const request = new XMLHttpRequest();
  request.open('POST', options.control + path, false);
  request.send(JSON.stringify(body));
  return request.responseText;
}

/** @returns {string | undefined} the token of this page's user, while she is signed in */
export const accessToken = () => JSON.parse(ask('/session', { user: options.user })).token;

/**
 * Posts a Bundle as any app with OAuth does: a token that has ended is asked for once more.
 * @param {object} bundle
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Response>}
 */
export async function post(bundle, headers = {}) {
  const send = () => {
    const token = accessToken();
    return fetch(options.fhirBaseUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/fhir+json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify(bundle),
    });
  };
  const answer = await send();
  return answer.status === 401 ? send() : answer;
}

/** A refusal with the code of `SamspilError` that means the same, as far as the library tells it apart. */
export class Refusal extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const codeOf = (error) => {
  if (error instanceof Refusal) return error.code;
  return /quota/i.test(`${error?.name} ${error?.message}`) ? 'storage-full' : String(error);
};

/** Tells the controlling process what this page's user is told about a save. */
export function tell(kind, operationId, state) {
  const snapshot = {
    id: operationId,
    state,
    patient: '',
    plugin: { id: '', version: '' },
    storedAt: new Date().toISOString(),
    resources: [],
  };
  ask('/told', { kind, operationId, snapshot });
  return snapshot;
}

/**
 * Offers the adapter as `window.kit`.
 * @param {{
 *   opened: Promise<unknown>,
 *   save(write: import('@samspil/sdk/offline').WriteRequest): Promise<'stored' | 'accepted'>,
 *   pending(): Promise<{ id: string, state: 'stored' | 'rejected' }[]>,
 *   hurry(): Promise<unknown>,
 * }} adapter `save` resolves when the library has it: on the device, or at the server; `pending`: what it says is left;
 *   `hurry`: what a button "send now" would do
 */
export function offerKit({ opened, save, pending, hurry }) {
  const coded = (error) => ({ error: codeOf(error) });
  const list = async () => {
    await opened;
    const snapshots = [];
    for (const { id, state } of await pending())
      snapshots.push({
        id,
        state,
        patient: '',
        plugin: { id: '', version: '' },
        storedAt: '',
        resources: [],
      });
    return snapshots;
  };
  globalThis.kit = {
    async save(write) {
      try {
        await opened;
        tell('promise', write.operationId, await save(write));
        return {};
      } catch (error) {
        return coded(error);
      }
    },
    list: () => list().catch(coded),
    async drained(isHurried) {
      try {
        await opened;
        if (isHurried) await hurry();
        for (;;) {
          const listed = await list();
          if (listed.every(({ state }) => state === 'rejected')) return listed;
          await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
        }
      } catch (error) {
        return coded(error);
      }
    },
    /** So many requests at once: as many sockets are idle afterwards. */
    async warm(sockets) {
      const all = Array.from({ length: sockets }, (_, index) => fetch(`/warm?of=${sockets}&index=${index}`));
      for (const response of await Promise.all(all)) await response.text();
    },
  };
}
