import { interactionPolicy } from 'oidc-provider';
import type { InteractionResults, KoaContextWithOIDC } from 'oidc-provider';
import type { ClientRegistration } from '../../../shared/client-registration.ts';
import type { Consents } from '../grants/consents.ts';
import { asksForPatient } from '../grants/grant-scopes.ts';
import { parametersOf, scopesOf } from './smart-request.ts';
import type { SmartRequest, SmartRequests } from './smart-request.ts';

/** The answers our pages leave in the library's interaction record. */
export interface StepAnswers extends InteractionResults {
  patient?: { readonly id: string };
  consent?: { readonly approved: true };
}

interface Surroundings {
  readonly requests: SmartRequests;
  readonly consents: Consents;
  readonly clients: readonly ClientRegistration[];
}

/** Decides which page comes next: sign-in, patient, consent, in this order, each only when needed. */
export class Steps {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** True when a page is still to be shown before a code can be given. */
  isPending(ctx: KoaContextWithOIDC): boolean {
    const { oidc } = ctx;
    const loginPending = !oidc.session?.accountId || oidc.promptPending('login');
    return (
      loginPending || this.#needsPatient(ctx) || this.#needsConsent(ctx) || oidc.promptPending('consent')
    );
  }

  /** The same decision in the form oidc-provider asks for. */
  policy(): interactionPolicy.Prompt[] {
    const { Check, Prompt } = interactionPolicy;
    const login = interactionPolicy.base().get('login');
    login?.checks.add(
      // A restart with another directory: the session names somebody who is not there any more.
      new Check('account_gone', 'the person is not in the directory', 'login_required', ({ oidc }) =>
        Boolean(oidc.session?.accountId && !oidc.account),
      ),
    );
    const patient = new Prompt(
      { name: 'patient' },
      new Check('patient_missing', 'a patient must be chosen', 'interaction_required', (ctx) =>
        this.#needsPatient(ctx),
      ),
    );
    const consent = new Prompt(
      { name: 'consent', requestable: true },
      new Check('consent_missing', 'the app needs consent', 'consent_required', (ctx) =>
        this.#needsConsent(ctx),
      ),
    );
    return login ? [login, patient, consent] : [patient, consent];
  }

  #needsPatient(ctx: KoaContextWithOIDC): boolean {
    const request = this.#requestOf(ctx);
    if (!request || chosenPatient(ctx, request)) return false;
    return asksForPatient(scopesOf(request), request.launch !== undefined);
  }

  #needsConsent(ctx: KoaContextWithOIDC): boolean {
    const request = this.#requestOf(ctx);
    const { client, session } = ctx.oidc;
    if (!request || !client || !session || answersOf(ctx).consent?.approved) return false;
    const registration = this.#surroundings.clients.find(({ client_id }) => client_id === client.clientId);
    if (registration?.first_party) return false;
    return !this.#surroundings.consents.covers(session.uid, client.clientId, request.scope);
  }

  #requestOf(ctx: KoaContextWithOIDC): SmartRequest | undefined {
    return this.#surroundings.requests.find(parametersOf(ctx));
  }
}

/** What the pages have answered so far. */
export function answersOf(ctx: KoaContextWithOIDC): StepAnswers {
  return (ctx.oidc.result ?? {}) as StepAnswers;
}

/** The patient of the request: given by the launch, else chosen on the page. */
export function chosenPatient(ctx: KoaContextWithOIDC, request: SmartRequest): string | undefined {
  return request.launch?.context.patient ?? answersOf(ctx).patient?.id;
}
