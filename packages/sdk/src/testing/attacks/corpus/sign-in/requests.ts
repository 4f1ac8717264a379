import type { AttackFacts } from '../../attack-kit.ts';
import type { AttackEvidence } from '../../evidence.ts';

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

/** An address at the attacker's own server that answers in one of its ways. */
export const rogue = (facts: AttackFacts, mode: string) => `${facts.attackerOrigin}/rogue/${mode}`;

/** An EHR launch (SMART App Launch 2.2) that names this issuer. */
export const launchUrl = (facts: AttackFacts, iss: string) => {
  const url = new URL(facts.appUrl);
  url.searchParams.set('iss', iss);
  url.searchParams.set('launch', 'attackers-launch');
  return url.href;
};

/** For a verdict: a refusal counts only where something was asked. */
export const askedAs = ({ requests }: AttackEvidence) =>
  requests.some(({ url }) => url.startsWith('/auth/authorize'))
    ? undefined
    : 'the authorization server was never asked, so nothing was refused';
