import type { DirectoryUser } from '../options.ts';
import { Html, html } from './html.ts';
import { textsIn } from './texts.ts';
import type { Language } from './texts.ts';

interface SignIn {
  readonly language: Language;
  readonly clientName: string;
  readonly users: readonly DirectoryUser[];
  /** The launch was made by one person; only that person is in `users`. */
  readonly isBound: boolean;
  /** The form came back without a choice. */
  readonly isMissing: boolean;
}

/** Choose who you are. There are no passwords: the people are synthetic, and the page says so. */
export function signInContent(page: SignIn): Html {
  const texts = textsIn(page.language);
  const choices = page.users.map((user, index) => person(user, page.isBound && index === 0));
  return html`<h1>${texts('auth.signIn.title')}</h1>
    <p class="lead">${texts('auth.signIn.lead', { name: page.clientName })}</p>
    ${page.isBound ? html`<p class="notice">${texts('auth.signIn.bound', { name: page.clientName })}</p>` : undefined}
    ${page.isMissing ? html`<p class="alert" role="alert">${texts('auth.signIn.missing')}</p>` : undefined}
    <form method="post" action="?lang=${page.language}">
      <fieldset>
        <legend>${texts('auth.signIn.choose')}</legend>
        <div class="people">${choices}</div>
      </fieldset>
      <div class="actions">
        <button class="button primary" name="action" value="login">${texts('auth.login')}</button>
        <button class="button" name="action" value="cancel" formnovalidate>
          ${texts('auth.page.cancel')}
        </button>
      </div>
    </form>`;
}

function person(user: DirectoryUser, isChecked: boolean): Html {
  return html`<label class="person">
    <input type="radio" name="user" value="${user.id}" required ${isChecked ? IS_CHECKED : undefined} />
    <span class="who"><strong>${user.name}</strong><span>${user.role}</span></span>
  </label>`;
}

const IS_CHECKED = new Html('checked');
