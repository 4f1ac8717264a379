/**
 * A page with the outbox of one user, driven from outside by `window.kit`. What it is promised and told it passes on at
 * once and waits until that is written down: the log is not in this browser, so a kill cannot take any of it.
 */
import { openOutbox } from '@samspil/sdk/offline';
import type { Outbox, WriteRequest } from '@samspil/sdk/offline';
import { SamspilError, isSamspilError } from '@samspil/sdk';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { KitMessage, PageOptions } from '../messages.ts';

const { searchParams } = new URL(location.href);
const options = JSON.parse(searchParams.get('options') ?? '{}') as PageOptions;
const { control, user, fhirBaseUrl, worker: workerOptions } = options;

function ask(path: string, body: unknown): string {
  const request = new XMLHttpRequest();
  request.open('POST', control + path, false);
  request.send(JSON.stringify(body));
  return request.responseText;
}

const tell = (message: KitMessage) => void ask('/told', message);
const session = () => JSON.parse(ask('/session', { user })) as { token?: string; key?: string };

let started: Worker | undefined;
const outbox: Promise<Outbox> = openOutbox({
  partition: { fhirBaseUrl, user },
  accessToken: async () => session().token,
  releaseKey: async () => {
    const { key } = session();
    if (key === undefined) throw new SamspilError('needs-login', 'Nobody is signed in.');
    return Uint8Array.from(key.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  },
  createWorker: () => {
    const parameters = new URLSearchParams({ control, ...workerOptions });
    started = new Worker(`/worker.js?${parameters}`, { name: 'samspil-outbox' });
    return started;
  },
});
outbox.then(
  (opened) => opened.subscribe((snapshot) => tell({ kind: 'state', snapshot })),
  () => undefined,
);

/** It waits for a person, or for what does. */
const isLeft = ({ state, waitsFor = [] }: ReceiptSnapshot) =>
  state === 'conflict' || state === 'rejected' || waitsFor.length > 0;

const coded = (error: unknown) => ({ error: isSamspilError(error) ? error.code : String(error) });

const kit = {
  /** Resolves with the code of the error, if it was refused. */
  async save(request: WriteRequest): Promise<{ error?: string }> {
    try {
      const snapshot = await (await outbox).enqueue(request);
      tell({ kind: 'promise', operationId: request.operationId, snapshot });
      return {};
    } catch (error) {
      return coded(error);
    }
  },
  async list(): Promise<ReceiptSnapshot[] | { error: string }> {
    try {
      return await (await outbox).list();
    } catch (error) {
      return coded(error);
    }
  },
  /** Resolves once nothing is left that would go by itself; `isHurried` asks for it, as a person does. */
  async drained(isHurried: boolean): Promise<ReceiptSnapshot[] | { error: string }> {
    try {
      const opened = await outbox;
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          const stop = opened.subscribe(() => {
            stop();
            resolve();
          });
        });
        if (isHurried) await opened.flush();
        const listed = await opened.list();
        if (listed.every(isLeft)) return listed;
        await changed;
      }
    } catch (error) {
      return coded(error);
    }
  },
  terminate(): void {
    started?.terminate();
  },
  /** So many requests at once: as many sockets are idle afterwards. */
  async warm(sockets: number): Promise<void> {
    const all = Array.from({ length: sockets }, (_, index) => fetch(`/warm?of=${sockets}&index=${index}`));
    for (const response of await Promise.all(all)) await response.text();
  },
};

Object.assign(globalThis, { kit });
