import type { ServerResponse } from 'node:http';
import type { ErrorOut, KoaContextWithOIDC, errors } from 'oidc-provider';
import type { AuthorizationOptions } from '../options.ts';
import { errorContent } from './error.ts';
import { LOGOUT_SCRIPT, loggedOutContent, logoutContent } from './logout.ts';
import { renderPage } from './page.ts';
import type { Page } from './page.ts';
import { chooseLanguage, textsIn } from './texts.ts';
import type { Language } from './texts.ts';

/** The pages that oidc-provider asks for, and the way our own are sent. */
export interface Pages {
  readonly send: (response: ServerResponse, status: number, page: Page) => void;
  readonly error: (ctx: KoaContextWithOIDC, out: ErrorOut, error: errors.OIDCProviderError | Error) => void;
  readonly logout: (ctx: KoaContextWithOIDC, form: string) => void;
  readonly loggedOut: (ctx: KoaContextWithOIDC) => void;
  /** Koa middleware: headers for what the library renders without asking, such as its self-submitting forms. */
  readonly guardLibraryPages: (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
}

/** Makes the pages of one server. */
export function createPages(options: Pick<AuthorizationOptions, 'clients'>): Pages {
  return {
    send(response, status, page) {
      const { body, headers } = renderPage(page);
      response.writeHead(status, headers);
      response.end(body);
    },
    error(ctx, out, error) {
      const code = error.name === 'SessionNotFound' ? 'session_not_found' : out.error;
      const clientId = ctx.oidc.client?.clientId;
      const registration = options.clients.find(({ client_id }) => client_id === clientId);
      const language = languageOf(ctx);
      show(ctx, {
        language,
        title: textsIn(language)('auth.error.title'),
        content: errorContent({
          language,
          code,
          detail: out.error_description,
          ...(code === 'invalid_redirect_uri' && registration
            ? { redirect: { requested: requestedRedirect(ctx), registered: registration.redirect_uris } }
            : {}),
        }),
      });
    },
    logout(ctx, form) {
      const language = languageOf(ctx);
      const hint = ctx.oidc.entities.IdTokenHint?.payload.sub;
      const isProved = hint !== undefined && hint === ctx.oidc.session?.accountId;
      const content = logoutContent(language, form);
      const formTargets = originsOf(ctx.oidc.params?.post_logout_redirect_uri);
      show(ctx, {
        language,
        title: textsIn(language)('auth.logoutPage.title'),
        content,
        formTargets,
        ...(isProved ? { script: LOGOUT_SCRIPT } : {}),
      });
    },
    loggedOut(ctx) {
      const language = languageOf(ctx);
      const title = textsIn(language)('auth.loggedOut.title');
      show(ctx, { language, title, content: loggedOutContent(language), offersLanguages: true });
    },
    async guardLibraryPages(ctx, next) {
      // The library adds the hash of its own script to script-src. No form-action: its forms go on to the app.
      ctx.set(
        'Content-Security-Policy',
        "default-src 'none'; script-src; frame-ancestors 'none'; base-uri 'none'",
      );
      ctx.set('X-Content-Type-Options', 'nosniff');
      ctx.set('Referrer-Policy', 'same-origin');
      await next();
    },
  };
}

function show(ctx: KoaContextWithOIDC, page: Page): void {
  const { body, headers } = renderPage(page);
  ctx.set(headers);
  ctx.body = body;
}

function languageOf(ctx: KoaContextWithOIDC): Language {
  const chosen = typeof ctx.query.lang === 'string' ? ctx.query.lang : undefined;
  return chooseLanguage(chosen, ctx.oidc.params?.ui_locales ?? ctx.query.ui_locales);
}

function requestedRedirect(ctx: KoaContextWithOIDC): string | undefined {
  const requested = ctx.query.redirect_uri;
  return typeof requested === 'string' ? requested : undefined;
}

/** What form-action needs to allow a redirect to this URL: its origin, or its scheme if it has none. */
export function originsOf(url: unknown): readonly string[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return [];
  const { origin, protocol } = new URL(url);
  return [origin === 'null' ? protocol : origin];
}
