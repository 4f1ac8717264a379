import { errors } from 'oidc-provider';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { Consents } from './consents.ts';
import type { GrantContext, GrantContexts } from './grant-context.ts';
import { withinFacts } from './grant-scopes.ts';
import { LIFETIMES } from './lifetimes.ts';
import type { UserDirectory } from '../options.ts';
import { parametersOf, scopesOf } from '../requests/smart-request.ts';
import type { SmartRequest, SmartRequests } from '../requests/smart-request.ts';
import { answersOf, chosenPatient } from '../requests/steps.ts';
import type { Steps } from '../requests/steps.ts';

interface Surroundings {
  readonly fhirBaseUrl: string;
  readonly users: UserDirectory;
  readonly requests: SmartRequests;
  readonly steps: Steps;
  readonly consents: Consents;
  readonly contexts: GrantContexts;
}

/**
 * Makes the grant of a launch once every page is answered. Steps: who and for whom; drop what the facts cannot honour;
 * save the library's grant; save the launch context beside it.
 *
 * @returns undefined while a page is still to come. Handed to the library as `loadExistingGrant`.
 */
export async function makeGrant(
  ctx: KoaContextWithOIDC,
  surroundings: Surroundings,
): Promise<Grant | undefined> {
  const request = surroundings.requests.find(parametersOf(ctx));
  const { account, client, session, provider } = ctx.oidc;
  if (!request || !account || !client || !session || surroundings.steps.isPending(ctx)) return undefined;
  if (request.launch && request.launch.user !== account.accountId) {
    throw new errors.AccessDenied('the launch belongs to another user');
  }

  const context = contextOf(ctx, request, surroundings);
  if (answersOf(ctx).consent?.approved) {
    surroundings.consents.approve(session.uid, client.clientId, request.scope);
  }
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  // `openid` lets the library go on; it reaches a token only if it is among the granted scopes.
  grant.addOIDCScope(new Set([...context.scope.split(' '), 'openid']));
  const grantId = await grant.save();
  surroundings.contexts.save(grantId, context, LIFETIMES.offline);
  return grant;
}

function contextOf(ctx: KoaContextWithOIDC, request: SmartRequest, surroundings: Surroundings): GrantContext {
  const patient = chosenPatient(ctx, request);
  const launched = request.launch?.context;
  const fhirUser = surroundings.users.find(({ id }) => id === ctx.oidc.account?.accountId)?.fhirUser;
  const scopes = withinFacts(scopesOf(request), {
    patient,
    encounter: launched?.encounter,
    fhirUser,
    isEhrLaunch: request.launch !== undefined,
  });
  if (scopes.names.size + scopes.resources.length === 0) {
    throw new errors.AccessDenied('nothing of what was asked for can be granted in this launch');
  }
  return {
    aud: surroundings.fhirBaseUrl,
    scope: scopes.toString(),
    isOffline: scopes.has('offline_access'),
    // Opened on its own the app shows the patient itself: no workplace around it does.
    members: launched ?? (patient ? { patient, need_patient_banner: true } : {}),
    fhirUser: scopes.has('fhirUser') ? fhirUser : undefined,
  };
}
