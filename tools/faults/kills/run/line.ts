import type { IncomingMessage, ServerResponse } from 'node:http';
import { cut, hasActed, refusedInside, reshaped, statusAnswer, webPage } from '@samspil/sdk/testing/faults';
import type { AimedFault, Arrival, Ehr, Ledger, NetworkFault } from '@samspil/sdk/testing/faults';
import type { ServerFailpoint } from '../failpoints.ts';

/** Stands between arrival and answer of a save. Resolves when it may go on. */
export type Hold = (point: ServerFailpoint) => Promise<void>;

interface Save {
  readonly body: string;
  readonly token: string | undefined;
  readonly sender: string | undefined;
}

/**
 * The line to the server of layer 1, over real sockets. What layer 1 plays, a browser does itself here: a socket that is
 * destroyed before any byte of the answer makes it send again (`offline-faults.md` §1.1). The same bytes are the same
 * request, so that a loss is kept up however often the browser repeats it.
 */
export class Line {
  /** Consumed one per request that they are aimed at. */
  readonly faults: AimedFault[] = [];
  isOnline = true;
  hold: Hold = async () => undefined;
  /** Arrivals of one body beyond its first: repeats by the browser itself, or by us without a change. */
  repeats = 0;
  /** Faults that struck. */
  readonly struck: NetworkFault['kind'][] = [];
  readonly #ehr: Ehr;
  readonly #ledger: Ledger;
  readonly #striking = new Map<string, { fault: NetworkFault; times: number }>();
  readonly #onTheWay = new Set<Save>();
  readonly #seen = new Set<string>();
  readonly #carrying = new Set<Promise<void>>();
  /** One after the other: the model of the server has one hand. */
  #turn: Promise<unknown> = Promise.resolve();
  #waitUntil = 0;
  /** Pages that were killed heard no answer, whatever the server believes to have sent. */
  #generation = 0;

  constructor(ehr: Ehr, ledger: Ledger) {
    this.#ehr = ehr;
    this.#ledger = ledger;
  }

  /** The faults end, also those that are being kept up. */
  heal(): void {
    this.faults.length = 0;
    this.#striking.clear();
    this.isOnline = true;
    this.hold = async () => undefined;
  }

  /** Whoever was sending is being killed: its requests are nobody's, though their sockets may close later. */
  forgetSenders(): void {
    this.#onTheWay.clear();
  }

  /** What the server asked for died with the page before that could write it down. */
  forgetWait(): void {
    this.#waitUntil = 0;
    this.#generation += 1;
  }

  async carry(arrival: Arrival, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const carrying = this.#carry(arrival, request, response).finally(() => this.#carrying.delete(carrying));
    this.#carrying.add(carrying);
    await carrying;
  }

  /** Resolves when nothing is on its way any more, late requests included. */
  async settled(): Promise<void> {
    await Promise.all(this.#carrying);
  }

  async #carry(arrival: Arrival, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.isOnline) return void request.socket.destroy();
    const isSave = arrival.method === 'POST' && !arrival.url.includes('_search');
    if (!isSave) return this.#answer(response, await this.#acted(arrival, this.#aimed(arrival, isSave)));
    const save = { body: arrival.body ?? '', token: arrival.token, sender: arrival.sender };
    const over = this.#watch(save, response);
    try {
      await this.#strike(arrival, request, response);
    } finally {
      over();
    }
  }

  async #strike(arrival: Arrival, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const generation = this.#generation;
    await this.hold('arrived');
    const fault = this.#aimed(arrival, true);
    if (fault) this.struck.push(fault.kind);
    if (fault?.kind === 'late' && fault.isWholeLate) await passed(fault.ms);
    const answer = await this.#acted(arrival, fault);
    await this.hold('acted');
    if (fault?.kind === 'late' && !fault.isWholeLate) await passed(fault.ms);
    if (fault?.kind === 'lose-request' || fault?.kind === 'repeat')
      return this.#lost(arrival, request, response, fault, answer);
    if (fault?.kind === 'cut') return cutOff(request, response, answer);
    const isBusy = answer.status === 429 || answer.status === 503;
    if (isBusy && answer.headers.has('Retry-After') && generation === this.#generation)
      this.#waitUntil = Date.now() + Number(answer.headers.get('Retry-After')) * 1_000;
    return this.#answer(response, answer);
  }

  /** What would be answered, after the server acted or did not. */
  async #acted(arrival: Arrival, fault: NetworkFault | undefined): Promise<Response> {
    const truth = !fault || hasActed(fault) ? await this.#reach(arrival) : undefined;
    switch (fault?.kind) {
      case 'web-page':
        return webPage(fault.status);
      case 'status':
        return statusAnswer(fault, Date.now());
      case 'refused-inside':
        return refusedInside();
      case 'answers':
        return (await reshaped(truth, fault.shape)) ?? webPage(500);
      default:
        return truth ?? webPage(500);
    }
  }

  /** Destroys the socket before any byte. The browser repeats, and that is destroyed too, for as long as the fault says. */
  async #lost(
    { body = '' }: Arrival,
    request: IncomingMessage,
    response: ServerResponse,
    fault: NetworkFault,
    answer: Response,
  ): Promise<void> {
    const striking = this.#striking.get(body) ?? { fault, times: 0 };
    this.#striking.set(body, striking);
    striking.times += 1;
    const isEnough = fault.kind === 'repeat' && !fault.isLost && striking.times > fault.times;
    if (!isEnough) return void request.socket.destroy();
    this.#striking.delete(body);
    return this.#answer(response, answer);
  }

  #aimed(arrival: Arrival, isSave: boolean): NetworkFault | undefined {
    const striking = this.#striking.get(arrival.body ?? '');
    if (striking) return striking.fault;
    const index = this.faults.findIndex(
      ({ at }) => isSave || (at === 'any' && !arrival.url.endsWith('/metadata')),
    );
    return index < 0 ? undefined : this.faults.splice(index, 1)[0]?.fault;
  }

  async #reach(arrival: Arrival): Promise<Response> {
    const turn = this.#turn.then(() => this.#ehr.answer(arrival));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** One sender at a time (I9), and none before the time the server asked for (I7). */
  #watch(save: Save, response: ServerResponse): () => void {
    if (this.#seen.has(save.body)) this.repeats += 1;
    this.#seen.add(save.body);
    const isOther = ({ sender }: Save) => sender === undefined || sender !== save.sender;
    const rival = [...this.#onTheWay].find(
      (other) => other.body !== save.body && other.token === save.token && isOther(other),
    );
    if (rival) this.#ledger.blame('I9', 'two tabs of one user were sending at the same time');
    // A clock of ours and one of a browser may differ by a tick.
    if (Date.now() < this.#waitUntil - 50)
      this.#ledger.blame('I7', 'something was sent before the time the server asked for');
    this.#onTheWay.add(save);
    const over = () => this.#onTheWay.delete(save);
    // Whoever sent it is gone, or gave it up.
    response.once('close', over);
    return over;
  }

  async #answer(response: ServerResponse, answer: Response): Promise<void> {
    if (response.destroyed) return;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  }
}

/** The headers promise all of it, half of it comes. */
async function cutOff(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  const whole = await answer.clone().text();
  const half = await (await cut(answer)).text();
  response.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': whole.length });
  response.write(half, () => request.socket.destroy());
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
