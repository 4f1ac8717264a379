import { html, nothing, type TemplateResult } from 'lit';
import type { TextController } from '../../controllers/text-controller.ts';
import { infoIcon, lockIcon, stopIcon } from '../../icons/icons.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { launchErrorTexts } from '../../locales/catalogues/launch-errors.ts';
import type { loginTexts } from './login-texts.ts';

/** The texts of samspil-login in the language in force. */
export type LoginWords = TextController<
  readonly (typeof loginTexts | typeof commonTexts | typeof launchErrorTexts)[]
>;

export interface SignInView {
  readonly words: LoginWords;
  readonly system: string | undefined;
  readonly address: string | undefined;
  /** Code of what went wrong, or `needs-login` for a session that is over. */
  readonly problem: string | undefined;
  readonly isRunning: boolean;
  /** Undefined where nobody can begin a sign-in. */
  readonly begin: (() => void) | undefined;
}

/** Into which system, what went wrong last, what stays safe, and one button. There is no field for a secret, ever. */
export function renderSignIn({
  words,
  system,
  address,
  problem,
  isRunning,
  begin,
}: SignInView): TemplateResult {
  const { t } = words;
  const host = hostOf(address);
  return html`<p class="to">
      <span class="label">${t('login.to')}</span>
      <strong>${system ?? host ?? t('login.unknownSystem')}</strong>
    </p>
    ${
      system && host
        ? html`<p class="address"><span class="label">${t('login.address')}</span> <bdi>${host}</bdi></p>`
        : nothing
    }
    <div role="alert">${problem === undefined ? nothing : renderProblem(problem, words)}</div>
    ${
      begin
        ? html`<button
            type="button"
            class="primary begin"
            part="button"
            aria-disabled=${isRunning ? 'true' : 'false'}
            @click=${begin}
          >
            ${t(isRunning ? 'login.opening' : problem === undefined ? 'login.signIn' : 'login.again')}
          </button>`
        : nothing
    }
    <p class="where">${lockIcon}<span>${t('login.where')}</span></p>`;
}

function renderProblem(code: string, { t, error }: LoginWords): TemplateResult {
  const isExpired = code === 'needs-login';
  const tone = isExpired ? 'info' : 'danger';
  return html`<div class="notice ${tone}" part="problem" data-code=${code}>
    ${isExpired ? infoIcon : stopIcon}
    <div>
      <strong>${t(isExpired ? 'login.expired' : 'login.failed')}</strong>
      ${isExpired ? nothing : html`<p>${error(code)}</p>`}
      <p>${t('login.safe')}</p>
    </div>
  </div>`;
}

/** The part of an address that says whose it is. What is no address is shown as it came. */
function hostOf(address: string | undefined): string | undefined {
  if (typeof address !== 'string' || address.trim() === '') return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.host ? url.host : address;
}
