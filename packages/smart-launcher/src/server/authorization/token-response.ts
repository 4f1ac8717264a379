import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { GrantContexts } from './grants/grant-context.ts';

/**
 * Wraps the token endpoint. On success the launch context joins the response as top-level members, on the code exchange
 * and, equal to it, on every refresh. On `invalid_grant` the code that was tried is destroyed: who fails the verifier
 * once does not get to guess again.
 */
export function completeTokenResponse(provider: Provider, contexts: GrantContexts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    if (!isTokenRequest(ctx)) return;
    // Beside the library's no-store; RFC 6749 §5.1 asks for both.
    ctx.set('Pragma', 'no-cache');
    const body = ctx.body as Record<string, unknown> | undefined;
    if (ctx.status === 200 && body) {
      ctx.body = { ...body, ...contexts.find(ctx.oidc.entities.Grant?.jti)?.members };
    } else if (body?.error === 'invalid_grant') {
      const code = ctx.oidc.params?.code;
      const tried = typeof code === 'string' ? await provider.AuthorizationCode.find(code) : undefined;
      await tried?.destroy();
    }
  };
}

function isTokenRequest(ctx: KoaContextWithOIDC): boolean {
  // Koa runs this also for paths that are no route of the library; there `oidc` is missing, whatever the types say.
  const oidc = ctx.oidc as KoaContextWithOIDC['oidc'] | undefined;
  return oidc?.route === 'token';
}
