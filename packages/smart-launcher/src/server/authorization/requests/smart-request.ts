import { randomUUID } from 'node:crypto';
import { ScopeSet } from '@samspil/sdk/fhir';
import { errors } from 'oidc-provider';
import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import type { ClientRegistration } from '../../../shared/client-registration.ts';
import { cleanScopeParameter, grantableScopes } from '../grants/grant-scopes.ts';
import type { LaunchRegistry, WaitingLaunch } from './launches.ts';
import { LIFETIMES } from '../grants/lifetimes.ts';
import type { DurableStore } from '../store/durable-store.ts';

/**
 * The part of an authorization request that oidc-provider does not know: which scopes can be granted, and the launch.
 * Kept beside the library's own record under an id that the library carries along as a parameter of ours.
 */
export interface SmartRequest {
  /** Requested ∩ registered, space-separated. */
  readonly scope: string;
  readonly launch?: WaitingLaunch | undefined;
  /** Patients the picker has shown in this request; only they can be chosen. */
  readonly offered?: readonly string[];
}

/** Name of the parameter that carries the id. What a client sends under this name is overwritten. */
export const SMART_REQUEST = 'samspil_request';

interface Rules {
  readonly fhirBaseUrl: string;
  readonly clients: readonly ClientRegistration[];
  readonly launches: LaunchRegistry;
  readonly store: DurableStore;
}

/** Checks the SMART parameters of authorization requests and remembers what they allow. */
export class SmartRequests {
  readonly #rules: Rules;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /**
   * Runs once per authorization request, after every check of the library.
   *
   * @throws `invalid_request` for a wrong `aud` or `launch`, `invalid_scope` when nothing can be granted.
   */
  begin(ctx: KoaContextWithOIDC, client: Client): void {
    const params = parametersOf(ctx);
    checkAudience(params.aud, this.#rules.fhirBaseUrl);
    // The library has already thrown away the scopes it does not know; the query still has them all.
    const requested = typeof ctx.query.scope === 'string' ? ctx.query.scope : '';
    const registered =
      this.#rules.clients.find(({ client_id }) => client_id === client.clientId)?.scope ?? '';
    const scopes = grantableScopes(cleanScopeParameter(requested) ?? '', registered);
    if (scopes.names.size + scopes.resources.length === 0) {
      throw new errors.InvalidScope('none of the requested scopes is registered for this client', requested);
    }
    const launch = this.#takeLaunch(params.launch, client.clientId, ctx.oidc.session?.accountId);
    const id = randomUUID();
    this.#save(id, { scope: scopes.toString(), launch });
    params[SMART_REQUEST] = id;
    // Until the grant is made the library needs to see one scope it knows, or it refuses to go on.
    params.scope = 'openid';
  }

  /** The request that a parameter list belongs to. */
  find(params: Readonly<Record<string, unknown>> | undefined): SmartRequest | undefined {
    return this.#rules.store.get(`SmartRequest:${String(params?.[SMART_REQUEST])}`) as
      SmartRequest | undefined;
  }

  /** Notes which patients were shown. */
  offer(params: Readonly<Record<string, unknown>>, patients: readonly string[]): void {
    const request = this.find(params);
    if (!request) return;
    const offered = [...new Set([...(request.offered ?? []), ...patients])];
    this.#save(String(params[SMART_REQUEST]), { ...request, offered });
  }

  #save(id: string, request: SmartRequest): void {
    this.#rules.store.set(`SmartRequest:${id}`, request, LIFETIMES.interaction);
  }

  #takeLaunch(launch: unknown, clientId: string, user: string | undefined): WaitingLaunch | undefined {
    if (launch === undefined) return undefined;
    const waiting =
      typeof launch === 'string' ? this.#rules.launches.take(launch, { clientId, user }) : undefined;
    if (!waiting) {
      throw new errors.InvalidRequest(
        'launch is unknown, used, too old, or made for another app or user: open the app from the workplace again',
      );
    }
    return waiting;
  }
}

/** The granted or requested scopes of a request as a set. */
export function scopesOf(request: SmartRequest): ScopeSet {
  return ScopeSet.parse(request.scope);
}

/** The parameters of the current request. The library types them as read-only to others; our own one is written here. */
export function parametersOf(ctx: KoaContextWithOIDC): Record<string, unknown> {
  return ctx.oidc.params as Record<string, unknown>;
}

/**
 * `aud` must be the FHIR base. One trailing slash more or less is the same server: half of the clients in the field take
 * `iss` as it came, the other half normalise it. Everything else, case included, is compared as it stands.
 */
export function isAudience(aud: unknown, fhirBaseUrl: string): boolean {
  return typeof aud === 'string' && withoutTrailingSlash(aud) === withoutTrailingSlash(fhirBaseUrl);
}

function checkAudience(aud: unknown, fhirBaseUrl: string): void {
  if (aud === undefined)
    throw new errors.InvalidRequest('aud is missing: send the FHIR base URL of the launch');
  if (!isAudience(aud, fhirBaseUrl))
    throw new errors.InvalidRequest('aud is not the FHIR base URL of this server');
}

function withoutTrailingSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
