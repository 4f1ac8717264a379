import type { IncomingMessage } from 'node:http';
import { ScopeSet } from '@samspil/sdk/fhir';
import type { AccessToken, Provider } from 'oidc-provider';
import type { GrantContext, GrantContexts } from './grants/grant-context.ts';
import { isAlive } from './grants/liveness.ts';
import type { Access } from './options.ts';

/** A token that was found good, with what stands behind it. */
export interface ResolvedToken {
  readonly access: Access;
  /** Id in the directory. */
  readonly user: string;
}

interface Surroundings {
  readonly provider: Provider;
  readonly contexts: GrantContexts;
  readonly fhirBaseUrl: string;
}

/**
 * Resolves the Bearer token of a request (RFC 6750 §2.1, header only). Undefined for no token, and for one that is
 * unknown, expired, revoked, left over from an ended session, or issued for another FHIR base.
 */
export async function resolveToken(
  request: Pick<IncomingMessage, 'headers'>,
  surroundings: Surroundings,
): Promise<ResolvedToken | undefined> {
  const { provider, contexts, fhirBaseUrl } = surroundings;
  const value = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = value ? await provider.AccessToken.find(value) : undefined;
  if (!token?.isValid || !token.clientId || !(await provider.Client.find(token.clientId))) return undefined;
  const context = contexts.find(token.grantId);
  if (!context || context.aud !== fhirBaseUrl || !(await isAlive(provider, contexts, token)))
    return undefined;
  return { access: accessOf(token, context), user: token.accountId };
}

function accessOf(token: AccessToken, context: GrantContext): Access {
  const scopes = ScopeSet.parse(token.scope ?? '');
  return {
    clientId: String(token.clientId),
    scopes,
    ...(context.members.patient === undefined ? {} : { patient: context.members.patient }),
    ...(context.members.encounter === undefined ? {} : { encounter: context.members.encounter }),
    ...(scopes.has('fhirUser') && context.fhirUser ? { fhirUser: context.fhirUser } : {}),
  };
}
