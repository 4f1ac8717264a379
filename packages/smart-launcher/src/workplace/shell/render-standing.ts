import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { lockIcon, offlineIcon } from '../icons.ts';
import type { Texts } from '../texts.ts';

/** What holds for the whole workplace until it changes. */
export interface Standing {
  readonly isOnline: boolean;
  /** False when the simulator's switch is what cuts the line. */
  readonly isSwitchedOn: boolean;
  readonly isLoginNeeded: boolean;
  /** Leaves for the sign-in. */
  readonly signIn: () => void;
}

/** Says in plain words that the connection or the session is gone, that nothing is lost, and how to go on. */
export function renderStanding(t: Texts, standing: Standing): TemplateResult | typeof nothing {
  const { isOnline, isSwitchedOn, isLoginNeeded, signIn } = standing;
  if (isOnline && !isLoginNeeded) return nothing;
  return html`<section class="notices" aria-label=${t('page.notices')}>
    ${
      isLoginNeeded
        ? html`<div class="notice warn">
            ${lockIcon}
            <div>
              <strong>${t('auth.expired')}</strong>
              ${t('start.kept')}
              <div><button type="button" @click=${signIn}>${t('auth.loginAgain')}</button></div>
            </div>
          </div>`
        : nothing
    }
    ${
      isOnline
        ? nothing
        : html`<div class="notice warn">
            ${offlineIcon}
            <div>
              <strong>${t('offline.heading')}</strong>
              ${t('offline.text')} ${isSwitchedOn ? nothing : t('offline.cut')}
            </div>
          </div>`
    }
  </section>`;
}
