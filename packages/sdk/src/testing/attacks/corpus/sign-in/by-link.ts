import type { LinkAttack } from '../../attack-case.ts';
import type { AttackFacts } from '../../attack-kit.ts';
import type { AttackEvidence } from '../../evidence.ts';
import { allOf, noCodeGiven, nothingExchanged, notSentAway } from '../../verdicts.ts';
import { askedAs, authorizeUrl, rogue, launchUrl } from './requests.ts';

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
