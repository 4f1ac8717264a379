import type { Clock } from '../device/clock.ts';
import type { Tab } from '../device/device.ts';
import type { Turns } from '../device/turns.ts';
import { cut, hasActed, refusedInside, reshaped, statusAnswer, webPage } from './answers.ts';
import type { Arrival, Ehr } from './ehr.ts';
import type { AimedFault, NetworkFault } from './network-fault.ts';

/** One transaction on its way, as the line sees it. */
export interface Sending {
  readonly tab: Tab;
  readonly token: string | undefined;
  readonly atMs: number;
  readonly body: string;
}

/** Told when a tab begins to send something that writes, and what it asked it to wait for. */
export interface NetworkWatch {
  /** Other transactions that are on their way for live tabs at this moment. */
  sent(sending: Sending, others: readonly Sending[]): void;
  /** A tab was told to wait. */
  toldToWait(tab: Tab, header: string, atMs: number): void;
}

/** The line between a device and its server, with what goes wrong on it. */
export class Network {
  isOnline = true;
  /** Consumed one per request that they are aimed at. */
  readonly faults: AimedFault[] = [];
  readonly #turns: Turns;
  readonly #clock: Clock;
  readonly #ehr: Ehr;
  readonly #watch: NetworkWatch;
  readonly #onTheWay = new Set<Sending>();

  constructor(turns: Turns, clock: Clock, ehr: Ehr, watch: NetworkWatch) {
    this.#turns = turns;
    this.#clock = clock;
    this.#ehr = ehr;
    this.#watch = watch;
  }

  /** `fetch` for one tab. */
  fetch = (tab: Tab, input: string, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      if (signal?.aborted) return reject(signal.reason as Error);
      const arrival = arrivalOf(input, init);
      const isSave = arrival.method === 'POST' && !input.includes('_search');
      const sending: Sending = {
        tab,
        token: arrival.token,
        atMs: this.#clock.nowMs,
        body: arrival.body ?? '',
      };
      if (isSave) {
        this.#watch.sent(
          sending,
          [...this.#onTheWay].filter((other) => other.tab.state === 'alive'),
        );
        this.#onTheWay.add(sending);
      }
      const over = () => this.#onTheWay.delete(sending);
      signal?.addEventListener('abort', () => {
        over();
        reject(new DOMException('The request was aborted.', 'AbortError'));
      });
      const answer = (response: Response | undefined) => {
        this.#turns.post(
          () => {
            over();
            const isBusy = response?.status === 429 || response?.status === 503;
            const header = isBusy ? response.headers.get('Retry-After') : undefined;
            if (isSave && header && !signal?.aborted) this.#watch.toldToWait(tab, header, this.#clock.nowMs);
            if (response) resolve(response);
            else reject(new TypeError('Failed to fetch'));
          },
          { owner: tab },
        );
      };
      this.#turns.post(() => this.#carry(arrival, isSave, answer));
    });

  async #carry(
    arrival: Arrival,
    isSave: boolean,
    answer: (response: Response | undefined) => void,
  ): Promise<void> {
    if (!this.isOnline) return answer(undefined);
    const index = this.faults.findIndex(({ at, fault }) => isSave || (at === 'any' && fits(fault, arrival)));
    const [aimed] = index < 0 ? [] : this.faults.splice(index, 1);
    if (!aimed) return answer(await this.#reach(arrival));
    const { fault } = aimed;
    if (fault.kind === 'late' && fault.isWholeLate) {
      // Nobody's timer: it happens whatever becomes of the tab.
      this.#clock.schedule(NOBODY, fault.ms, () => {
        this.#turns.post(async () => answer(await this.#reach(arrival)));
      });
      return;
    }
    const isActing = hasActed(fault);
    const truth = isActing ? await this.#reach(arrival) : undefined;
    switch (fault.kind) {
      case 'lose-request':
        return answer(undefined);
      case 'repeat':
        return answer(await this.#repeat(arrival, fault.times, fault.isLost, truth));
      case 'late':
        this.#clock.schedule(NOBODY, fault.ms, () => answer(truth));
        return;
      case 'cut':
        return answer(await cut(truth));
      case 'web-page':
        return answer(webPage(fault.status));
      case 'answers':
        return answer(await reshaped(truth, fault.shape));
      case 'refused-inside':
        return answer(refusedInside());
      case 'status':
        return answer(statusAnswer(fault, this.#clock.nowMs));
    }
  }

  async #reach(arrival: Arrival): Promise<Response> {
    const response = await this.#ehr.answer(arrival);
    response.headers.set('Date', new Date(this.#clock.nowMs).toUTCString());
    return response;
  }

  async #repeat(
    arrival: Arrival,
    times: number,
    isLost: boolean,
    first: Response | undefined,
  ): Promise<Response | undefined> {
    let last = first;
    for (let repeat = 0; repeat < times; repeat += 1) last = await this.#reach(arrival);
    return isLost ? undefined : last;
  }
}

/** A server that forbids its CapabilityStatement for good is one of another kind, and no fault of this one. */
function fits(fault: NetworkFault, { url }: Arrival): boolean {
  return !(fault.kind === 'status' && fault.status === 403 && url.endsWith('/metadata'));
}

/** Who lives as long as the history. */
const NOBODY = { state: 'alive' } as const;

function arrivalOf(url: string, { method = 'GET', headers, body }: RequestInit): Arrival {
  const token = new Headers(headers).get('Authorization')?.replace(/^Bearer /, '');
  const text = body === undefined || body === null ? undefined : String(body as string | URLSearchParams);
  return { url, method, token, body: text };
}
