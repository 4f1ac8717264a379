import type { PrepareAnswer, PrepareNotice } from '../../contract/context-change.ts';
import type { Runtime } from '../../runtime.ts';
import type { Prepared } from '../../workplace/prepare.ts';
import type { DrawnFault, FaultSource } from './fault.ts';

/** A call as it crosses the port; see `bridge/wire.ts`. */
type AnswerCall = [call: unknown, method: 'context.answer', input: { change: string; answer: PrepareAnswer }];

/**
 * A port between a simulated workplace and its plugin that loses, delays and changes what they say to each other, as the
 * faults say. Everything else goes through unchanged, in order.
 *
 * - A `prepare` is drawn when the question goes out, and strikes that question or the answer to it.
 * - A `heartbeat` is drawn with each ping after the first, from which the plugin learns how often to expect one, and
 *   strikes that ping or the pong that follows. A workplace whose pings do not arrive is one that stands still, and does
 *   not count either: it is answered in the plugin's place.
 *
 * @param port the workplace's end of the plugin's own port
 * @returns what the workplace speaks into instead
 */
export function faultyPort(
  port: MessagePort,
  faults: FaultSource,
  runtime: Pick<Runtime, 'schedule'>,
): MessagePort {
  const { port1: near, port2: far } = new MessageChannel();
  /** Drawn with a question, for its answer. */
  const answers = new Map<string, DrawnFault>();
  let isAsked = false;
  let pong: DrawnFault | undefined;
  const pass = (message: unknown, { delayMs }: Pick<DrawnFault, 'delayMs'> = { delayMs: 0 }) => {
    if (delayMs === 0) far.postMessage(message);
    else runtime.schedule(delayMs, () => far.postMessage(message));
  };
  far.onmessage = ({ data }: MessageEvent<unknown>) => {
    const told = data as { samspil?: string; name?: string; detail?: unknown } | null;
    if (told?.samspil === 'ping') {
      if (isAsked) pong = faults.draw('heartbeat');
      isAsked = true;
      if (pong?.drop === 'before-effect') return pass({ samspil: 'pong' });
    } else if (told?.samspil === 'event' && told.name === 'prepare') {
      const drawn = faults.draw('prepare');
      answers.set((told.detail as PrepareNotice).change, drawn);
      if (drawn.drop === 'before-effect') return;
    }
    port.postMessage(data);
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if ((data as { samspil?: string } | null)?.samspil === 'pong') {
      if (pong?.drop !== 'after-effect') pass(data, pong);
      return;
    }
    const drawn = isAnswer(data) ? answers.get(data[2].change) : undefined;
    if (!drawn || !isAnswer(data)) return pass(data);
    if (drawn.drop === 'after-effect') return;
    const [call, method, input] = data;
    const answer = drawn.answer === undefined ? input.answer : wireAnswer(drawn.answer);
    pass([call, method, { ...input, answer }], drawn);
  };
  return near;
}

function isAnswer(message: unknown): message is AnswerCall {
  return Array.isArray(message) && message[1] === 'context.answer';
}

function wireAnswer(prepared: Prepared): PrepareAnswer {
  if (prepared === 'ready') return { kind: 'ready' };
  return 'hold' in prepared
    ? { kind: 'hold', reason: prepared.hold }
    : { kind: 'park', drafts: [prepared.park] };
}
