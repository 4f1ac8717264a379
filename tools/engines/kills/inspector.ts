import { once } from 'node:events';
import WebSocket from 'ws';

interface Answer {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: { result?: { objectId?: string; value?: unknown; description?: string }; wasThrown?: boolean };
  error?: { message: string };
}

interface Pending {
  readonly target: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** One page of a WebKit, over the protocol of its Web Inspector. */
export interface InspectedPage {
  /**
   * Value of an expression, awaited, as JSON; in the page itself, or in the frame of a context. It counts as an act of a
   * person: in a frame of another site that nobody has touched WebKit moves no focus.
   */
  evaluate<T>(expression: string, context?: number): Promise<T>;
  /** Script contexts of the page and all of its frames, of whatever site. */
  contexts(): readonly number[];
  /** Resolves when the page is gone from the browser. */
  readonly gone: Promise<void>;
}

/**
 * Attaches to a page. A page that goes to another site gets another process and with it another target; what was asked of
 * the old one is refused with `destroyed`.
 * @param address of the WebSocket, as the inspector's server lists it
 */
export async function inspectPage(address: string): Promise<InspectedPage> {
  const socket = new WebSocket(address);
  const pending = new Map<number, Pending>();
  const contexts = new Map<string, Map<string, number>>();
  let target = '';
  let last = 0;
  let isThere: () => void = () => undefined;
  const there = new Promise<void>((resolve) => (isThere = resolve));

  const drop = (reason: string, of?: string) => {
    for (const [id, { target: asked, reject }] of pending) {
      if (of !== undefined && asked !== of) continue;
      pending.delete(id);
      reject(new Error(`The page was ${reason}.`));
    }
  };
  const ask = (method: string, params: object = {}, to = target) =>
    new Promise<Answer>((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The page was closed.'));
      const id = ++last;
      pending.set(id, { target: to, resolve, reject });
      const message = JSON.stringify({ id, method, params });
      socket.send(
        JSON.stringify({ id, method: 'Target.sendMessageToTarget', params: { targetId: to, message } }),
      );
    });
  /** Contexts are told to those only who listen to the page too. */
  const listen = async (to: string) => {
    await ask('Page.enable', {}, to);
    await ask('Runtime.enable', {}, to);
  };
  const hear = (from: string, { id, method, params, ...answer }: Answer) => {
    if (id !== undefined) {
      pending.get(id)?.resolve(answer);
      pending.delete(id);
    } else if (method === 'Runtime.executionContextCreated') {
      const context = params?.['context'] as { id: number; frameId: string; type: string };
      const known = contexts.get(from) ?? new Map<string, number>();
      // A frame that loads another page has a new context.
      if (context.type === 'normal') contexts.set(from, known.set(context.frameId, context.id));
    }
  };
  socket.on('message', (data: Buffer) => {
    const { method, params = {} } = JSON.parse(data.toString()) as Answer;
    if (method === 'Target.targetCreated') {
      const { targetId, isProvisional } = params['targetInfo'] as {
        targetId: string;
        isProvisional?: boolean;
      };
      if (!isProvisional) target = targetId;
      listen(targetId).then(isThere, () => undefined);
    } else if (method === 'Target.didCommitProvisionalTarget') target = params['newTargetId'] as string;
    else if (method === 'Target.targetDestroyed') {
      contexts.delete(params['targetId'] as string);
      drop('destroyed', params['targetId'] as string);
    } else if (method === 'Target.dispatchMessageFromTarget')
      hear(params['targetId'] as string, JSON.parse(params['message'] as string) as Answer);
  });
  const gone = once(socket, 'close').then(() => drop('closed'));
  await once(socket, 'open');
  await there;

  return {
    async evaluate<T>(expression: string, contextId?: number) {
      const to = target;
      const script = `Promise.resolve().then(() => (${expression})).then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: String(error) }))`;
      const promised = valueOf(
        await ask('Runtime.evaluate', { expression: script, contextId, emulateUserGesture: true }, to),
      );
      const settled = valueOf(
        await ask('Runtime.awaitPromise', { promiseObjectId: promised?.objectId, returnByValue: true }, to),
      );
      const { value, error } = JSON.parse(String(settled?.value)) as { value: T; error?: string };
      if (error !== undefined) throw new Error(error);
      return value;
    },
    contexts: () => [...(contexts.get(target)?.values() ?? [])],
    gone,
  };
}

function valueOf({ error, result }: Answer): { objectId?: string; value?: unknown } | undefined {
  if (error) throw new Error(`Web Inspector: ${error.message}`);
  if (result?.wasThrown) throw new Error(`Web Inspector: ${result.result?.description ?? 'it threw'}`);
  return result?.result;
}
