import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { judgeAttack } from '@samspil/sdk/testing';
import type {
  AttackCase,
  AttackEvidence,
  ExchangeAttack,
  LinkAttack,
  SeenRequest,
} from '@samspil/sdk/testing';
import type { OpenRange } from './open-range.ts';
import type { Aftermath, PageEvidence } from './pages/workplace.ts';

/** What came of one attack. */
export interface AttackResult {
  id: string;
  /** What got through; undefined when it was rejected. */
  escaped: string | undefined;
  evidence: AttackEvidence;
  durationMs: number;
}

const UNTOUCHED: Pick<AttackEvidence, keyof PageEvidence | keyof Aftermath> = {
  hasRun: true,
  pluginState: 'none',
  pluginError: undefined,
  ports: 0,
  sent: [],
  events: [],
  realm: {
    polluted: [],
    ranCode: false,
    uncaught: [],
    console: [],
    longestStallMs: 0,
    opened: [],
    features: [],
  },
  writes: [],
  isOtherUnchanged: true,
  storage: { dump: '', diskHits: [] },
};

/** Carries out one attack and judges it by what was seen from our side. */
export async function runAttack(range: OpenRange, attack: AttackCase): Promise<AttackResult> {
  const startedAt = performance.now();
  const from = range.journal.entries.length;
  await range.driver.takeOpened();
  const evidence =
    attack.kind === 'frame'
      ? await fromFrame(range, attack.id, from)
      : await fromOutside(range, attack, from);
  return {
    id: attack.id,
    escaped: judgeAttack(attack, evidence),
    evidence,
    durationMs: performance.now() - startedAt,
  };
}

async function fromFrame(range: OpenRange, id: string, from: number): Promise<AttackEvidence> {
  const { driver, journal, secrets } = range;
  const mark = `${id}-${randomUUID()}`;
  try {
    const seen = await driver.evaluate<PageEvidence>(
      `window.range.run(${JSON.stringify(id)}, ${JSON.stringify(mark)})`,
    );
    const opened = [...seen.realm.opened, ...(await driver.takeOpened())];
    const requests = journal.entries.slice(from);
    const aftermath = await driver.evaluate<Aftermath>(`window.range.aftermath(${JSON.stringify(mark)})`);
    const diskHits = await range.searchDisk(`left-${mark}`);
    const storage = { ...aftermath.storage, diskHits };
    return { ...seen, ...aftermath, storage, realm: { ...seen.realm, opened }, requests, secrets };
  } catch (error) {
    // The workplace itself is gone: whoever ran there sent it away.
    const requests = journal.entries.slice(from);
    const opened = [
      `another page in place of the workplace (${error instanceof Error ? error.message.slice(0, 200) : 'unknown'})`,
    ];
    await range.reload();
    return { ...UNTOUCHED, pluginState: 'gone', realm: { ...UNTOUCHED.realm, opened }, requests, secrets };
  }
}

async function fromOutside(
  range: OpenRange,
  attack: LinkAttack | ExchangeAttack,
  from: number,
): Promise<AttackEvidence> {
  const { driver, journal, secrets } = range;
  const facts = { ...range.facts, mark: '' };
  let start = from;
  if (attack.kind === 'link') for (const url of attack.links(facts)) await driver.visit(url);
  else {
    const stolen = await obtainCode(range);
    // Only what is done with the code is the attack.
    start = journal.entries.length;
    for (const body of attack.exchanges(stolen, facts))
      await fetch(`${facts.issuer}/token`, { method: 'POST', body: new URLSearchParams(body) }).then(
        (answer) => answer.text(),
      );
  }
  const opened = await driver.takeOpened();
  const requests = journal.entries.slice(start);
  return { ...UNTOUCHED, realm: { ...UNTOUCHED.realm, opened }, requests, secrets };
}

/** A code as the workplace gets one at its sign-in, taken before the page can use it. */
async function obtainCode(range: OpenRange) {
  const { facts, journal, driver } = range;
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(`${facts.issuer}/authorize`);
  const parameters = {
    client_id: facts.clientId,
    redirect_uri: facts.redirectUri,
    response_type: 'code',
    scope: 'openid fhirUser',
    aud: facts.fhirBaseUrl,
    state: randomBytes(24).toString('base64url'),
    nonce: randomUUID(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const from = journal.entries.length;
  await driver.visit(url.href);
  const given = journal.entries.slice(from).map(codeIn).find(Boolean);
  if (!given) throw new Error('The authorization server gave no code to the honest workplace.');
  return { code: given, verifier, clientId: facts.clientId, redirectUri: facts.redirectUri };
}

function codeIn({ answer }: SeenRequest): string | undefined {
  return /[?&]code=([^&#]+)/.exec(answer['location'] ?? '')?.[1];
}
