import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../../icons/icons.ts';
import type { LoginWords } from './render-sign-in.ts';

export interface UnsentView {
  readonly words: LoginWords;
  /** Undefined where it cannot be known. */
  readonly n: number | undefined;
  /** Whose they are; undefined where nobody is to be named. */
  readonly whose: string | undefined;
  readonly isOnline: boolean;
  readonly isSending: boolean;
  /** Undefined where nobody can send now. */
  readonly send: (() => void) | undefined;
  readonly leave: () => void;
  readonly cancel: () => void;
}

/** Before a sign-out that leaves something behind: how much, what becomes of it, and the way to send it first. */
export function renderUnsent({
  words,
  n,
  whose,
  isOnline,
  isSending,
  send,
  leave,
  cancel,
}: UnsentView): TemplateResult {
  const { t, plural } = words;
  const text =
    n === undefined
      ? t('login.unsent.uncounted')
      : n === 0
        ? t('login.unsent.allSent')
        : plural('login.unsent.count', n);
  return html`<h2 id="unsent-title" class="warn">${warnIcon}${t('login.unsent.title')}</h2>
    <p role="status">${text} ${whose ?? nothing}</p>
    ${n !== 0 && !isOnline ? html`<p class="label">${t('login.unsent.offline')}</p>` : nothing}
    <div class="actions">
      ${
        send && isOnline && n !== 0
          ? html`<button
              type="button"
              class="primary send"
              aria-disabled=${isSending ? 'true' : 'false'}
              @click=${send}
            >
              ${t(isSending ? 'login.unsent.sending' : 'login.unsent.sendFirst')}
            </button>`
          : nothing
      }
      <button type="button" class="leave" @click=${leave}>
        ${t(n === 0 ? 'login.signOut' : 'login.unsent.anyway')}
      </button>
      <button type="button" class="quiet cancel" @click=${cancel}>${t('login.unsent.cancel')}</button>
    </div>`;
}
