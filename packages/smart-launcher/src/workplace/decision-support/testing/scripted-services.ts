/** One request that a service received. */
export interface ReceivedCall {
  readonly path: string;
  readonly init: RequestInit;
  readonly body: unknown;
}

type Scripted = object | number | string;

/** Decision support services as their client meets them: what they answer is the test's. */
export interface ScriptedServices {
  readonly all: readonly ReceivedCall[];
  /** How many times feedback was refused. */
  readonly refused: number;
  discover(services: readonly object[]): void;
  /** An answer, an HTTP status, or a text that is no JSON. */
  answer(id: string, answer: Scripted): void;
  /** The next call waits until the returned function is called with its answer. */
  hold(id: string): (answer: object) => void;
  calls(id: string): ReceivedCall[];
  refuseFeedback(isRefused: boolean): void;
  /** Feedback that was taken, entry by entry. */
  feedback(id: string): Record<string, unknown>[];
  restore(): void;
}

/** Stands in for the network to one server; every other request goes out. */
export function scriptedServices(server: string): ScriptedServices {
  const real = globalThis.fetch;
  const all: ReceivedCall[] = [];
  const answers = new Map<string, Scripted>();
  const held = new Map<string, Promise<object>>();
  const taken = new Map<string, Record<string, unknown>[]>();
  let found: readonly object[] = [];
  let refuses = false;
  let refused = 0;

  async function answerTo(path: string, body: unknown): Promise<Response> {
    if (path === '') return Response.json({ services: found });
    const [, id = '', rest] = path.split('/');
    if (rest === 'feedback') {
      if (refuses) {
        refused += 1;
        return new Response('', { status: 503 });
      }
      const { feedback } = body as { feedback: Record<string, unknown>[] };
      taken.set(id, [...(taken.get(id) ?? []), ...feedback]);
      return new Response('');
    }
    const holding = held.get(id);
    held.delete(id);
    const answer = (await holding) ?? answers.get(id) ?? { cards: [] };
    if (typeof answer === 'number') return new Response('{}', { status: answer });
    return typeof answer === 'string' ? new Response(answer) : Response.json(answer);
  }

  globalThis.fetch = (input, init = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(`${server}/cds-services`)) return real(input, init);
    const path = url.slice(`${server}/cds-services`.length);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    all.push({ path, init, body });
    return answerTo(path, body);
  };
  return {
    all,
    get refused() {
      return refused;
    },
    discover: (services) => {
      found = services;
    },
    answer: (id, answer) => void answers.set(id, answer),
    hold: (id) => {
      let release: (answer: object) => void = () => undefined;
      held.set(id, new Promise((resolve) => (release = resolve)));
      return release;
    },
    calls: (id) => all.filter(({ path }) => path === `/${id}`),
    refuseFeedback: (isRefused) => {
      refuses = isRefused;
    },
    feedback: (id) => taken.get(id) ?? [],
    restore: () => {
      globalThis.fetch = real;
    },
  };
}
