import { html } from './html.ts';
import type { Html } from './html.ts';
import { textsIn } from './texts.ts';
import type { Language, TextKey } from './texts.ts';

interface ErrorPage {
  readonly language: Language;
  /** Registered OAuth error code, or the library's own. */
  readonly code: string;
  /** For a developer, in English. */
  readonly detail?: string | undefined;
  /** For a redirect mismatch: what was asked for beside what is registered. */
  readonly redirect?: { readonly requested: string | undefined; readonly registered: readonly string[] };
}

const NEXT_STEPS: Readonly<Record<string, TextKey>> = {
  invalid_client: 'auth.error.next.invalid_client',
  invalid_redirect_uri: 'auth.error.next.invalid_redirect_uri',
  session_not_found: 'auth.error.next.session_not_found',
  server_error: 'auth.error.next.server_error',
};

/** An error that cannot be sent to the app: its code, and what to do next. All values are shown as text. */
export function errorContent(page: ErrorPage): Html {
  const texts = textsIn(page.language);
  const { redirect } = page;
  return html`<h1>${texts('auth.error.title')}</h1>
    <p>${texts(NEXT_STEPS[page.code] ?? 'auth.error.next.invalid_request')}</p>
    <dl>
      ${
        redirect
          ? [
              html`<dt>${texts('auth.error.requested')}</dt>`,
              html`<dd><code>${redirect.requested ?? texts('auth.error.missing')}</code></dd>`,
              html`<dt>${texts('auth.error.registered')}</dt>`,
              ...redirect.registered.map((uri) => html`<dd><code>${uri}</code></dd>`),
            ]
          : undefined
      }
      <dt>${texts('auth.error.code')}</dt>
      <dd><code>${page.code}</code></dd>
      ${
        page.detail === undefined
          ? undefined
          : [html`<dt>${texts('auth.error.detail')}</dt>`, html`<dd><code>${page.detail}</code></dd>`]
      }
    </dl>`;
}
