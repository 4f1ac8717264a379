import type { ExchangeAttack } from '../../attack-case.ts';
import { allOf, exchangesAnswered } from '../../verdicts.ts';

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
