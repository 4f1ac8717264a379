import { attacks } from '@samspil/sdk/testing';
import type { AttackFacts, AttackKit, RawMessage } from '@samspil/sdk/testing';

/** How long an attacker waits for an answer that may never come, in milliseconds. */
const ANSWER_MS = 250;
/** The same for a call that the FHIR server has to answer. */
const CALL_MS = 3_000;

const query = new URLSearchParams(location.search);
const facts = JSON.parse(query.get('facts') ?? '{}') as AttackFacts;
const nonce = query.get('nonce') ?? window.name.replace(/^samspil-/, '');
const ports: MessagePort[] = [];
const events: { name: string; detail: unknown }[] = [];
const waiting = new Map<string, (answer: unknown) => void>();
let session: { context?: { lease?: string; patient?: { reference?: string } } | null } | undefined;
let onPort: () => void = () => undefined;
let clinicianCalls = 0;

window.addEventListener('message', (event: MessageEvent<Record<string, unknown> | null>) => {
  if (event.data?.['attack'] === 'clinician-done')
    waiting.get(`clinician-${String(event.data['n'])}`)?.(true);
  if (event.data?.['samspil'] !== 'port') return;
  for (const port of event.ports) {
    ports.push(port);
    port.addEventListener('message', hear);
    port.start();
  }
  session = event.data['session'] as typeof session;
  onPort();
});

function hear({
  data,
}: MessageEvent<{ samspil?: string; id?: string; name?: string; detail?: unknown } | null>): void {
  if (data?.samspil === 'ping') ports[0]?.postMessage({ samspil: 'pong' });
  else if (data?.samspil === 'event') events.push({ name: data.name ?? '', detail: data.detail });
  else if (data?.id !== undefined) waiting.get(data.id)?.(data);
}

function answerTo(id: string, withinMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), withinMs);
    waiting.set(id, (answer) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(answer);
    });
  });
}

async function call(id: string, method: string, input: unknown): Promise<unknown> {
  // A real answer may take the FHIR server's time.
  const answer = answerTo(id, CALL_MS);
  ports[0]?.postMessage({ id, type: 'APPLY', path: [method], argumentList: [{ type: 'RAW', value: input }] });
  return ((await answer) as { value?: unknown } | undefined)?.value;
}

const kit: AttackKit = {
  facts,
  nonce,
  ports,
  events,
  hello: (said = nonce, protocol = { min: 1, max: 1 }) =>
    window.parent.postMessage({ samspil: 'hello', nonce: said, protocol }, '*'),
  async join() {
    kit.hello();
    if (ports.length === 0)
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no port')), 1_000);
        onPort = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    return { lease: session?.context?.lease ?? '', patient: session?.context?.patient?.reference ?? '' };
  },
  post: (message, transfer = []) => ports[0]?.postMessage(message, transfer),
  ask(message: RawMessage & { id: string }, transfer: Transferable[] = []) {
    const answer = answerTo(message.id, ANSWER_MS);
    ports[0]?.postMessage(message, transfer);
    return answer;
  },
  call: (method, input) => call(crypto.randomUUID(), method, input),
  callHonestly: (lease) => call('honest', 'fhir.read', { lease, reference: `Patient/${facts.patient}` }),
  async clinician(does) {
    const n = ++clinicianCalls;
    const done = answerTo(`clinician-${n}`, 6_000);
    window.parent.postMessage({ attack: 'clinician', n, does }, '*');
    await done;
  },
  leakUrl: (what) => `${facts.attackerOrigin}/leak/${what}`,
};

const attack = attacks.find(({ id }) => id === query.get('case'));
const run = async (): Promise<void> => {
  if (attack?.kind !== 'frame') return;
  // A page that was loaded anew by its own attack: it says hello again, as it came to do.
  if (query.has('step')) {
    kit.hello();
    // A first page that left before it was loaded is missed only by its silence, four seconds long.
    await new Promise((resolve) => setTimeout(resolve, 7_000));
  } else await attack.act(kit);
};
run().then(
  () => window.parent.postMessage({ attack: 'done' }, '*'),
  // An attack that stumbles over itself has not been rejected.
  (error: unknown) => window.parent.postMessage({ attack: 'done', why: String(error) }, '*'),
);
