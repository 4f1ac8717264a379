import type { ServerResponse } from 'node:http';
import type { RangeAddresses } from './servers.ts';

/** How a server that an app trusts may misbehave, by the first part of its path behind `/rogue/`. */
export const ROGUE_MODES = ['without-s256', 'other-issuer', 'no-issuer'] as const;

/** Authorization servers that do wrong. False for other addresses. */
export function answerRogue(url: URL, response: ServerResponse, addresses: RangeAddresses): boolean {
  const [, root, mode = '', ...rest] = url.pathname.split('/');
  if (root !== 'rogue') return false;
  const base = `${addresses.attacker}/rogue/${mode}`;
  const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
  if (rest.join('/') === '.well-known/smart-configuration') {
    const configuration = {
      issuer: base,
      authorization_endpoint: `${base}/authorize`,
      token_endpoint: `${base}/token`,
      jwks_uri: `${base}/jwks`,
      authorization_response_iss_parameter_supported: true,
      capabilities: ['launch-ehr'],
      code_challenge_methods_supported: mode === 'without-s256' ? ['plain'] : ['S256'],
    };
    response
      .writeHead(200, { 'Content-Type': 'application/json', ...cors })
      .end(JSON.stringify(configuration));
    return true;
  }
  if (rest[0] === 'authorize') {
    const back = new URL(url.searchParams.get('redirect_uri') ?? `${addresses.app}/app.html`);
    back.searchParams.set('code', 'code-of-another-server');
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    if (mode === 'other-issuer') back.searchParams.set('iss', `${addresses.workplace}/auth`);
    response.writeHead(302, { Location: back.href }).end();
    return true;
  }
  response.writeHead(400, { 'Content-Type': 'application/json', ...cors }).end('{"error":"invalid_grant"}');
  return true;
}
