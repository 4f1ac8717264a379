import { Html, html } from './html.ts';
import { textsIn } from './texts.ts';
import type { Language } from './texts.ts';

/** Id of the form that oidc-provider makes; our buttons belong to it by `form=`. */
const FORM = 'op.logoutForm';

/** Asks whether to end the session. `form` is the library's own form, with its token against forged requests. */
export function logoutContent(language: Language, form: string): Html {
  const texts = textsIn(language);
  return html`<h1>${texts('auth.logoutPage.title')}</h1>
    <p>${texts('auth.logoutPage.text')}</p>
    ${new Html(form)}
    <div class="actions">
      <button class="button primary" form="${FORM}" name="logout" value="yes" id="logout">
        ${texts('auth.logout')}
      </button>
      <button class="button" form="${FORM}">${texts('auth.logoutPage.stay')}</button>
    </div>`;
}

/** Presses the button, when the app has proved with an id_token whose session it ends. Without script it stays a question. */
export const LOGOUT_SCRIPT = `document.getElementById('logout').click();`;

/** After logout without an address to go to. */
export function loggedOutContent(language: Language): Html {
  const texts = textsIn(language);
  return html`<h1>${texts('auth.loggedOut.title')}</h1>
    <p>${texts('auth.loggedOut.text')}</p>`;
}
