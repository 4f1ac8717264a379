import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clinician } from '../clinician.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import type { Desktop } from '../desktop.ts';
import { chevronIcon, userIcon } from '../icons.ts';
import type { Preferences, Theme } from '../preferences.ts';
import { controls } from '../styles/controls.styles.ts';
import { menu } from '../styles/menu.styles.ts';
import { textsIn } from '../texts.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LANGUAGES = ['da', 'sv', 'en'] as const;

/** Fired when a person chose another language or appearance. */
export class PreferencesEvent extends Event {
  static readonly type = 'workplace-preferences';
  readonly preferences: Preferences;

  constructor(preferences: Preferences) {
    super(PreferencesEvent.type, { bubbles: true, composed: true });
    this.preferences = preferences;
  }
}

/** Fired when a person logs out, and has decided what becomes of what is not sent. */
export class LogoutEvent extends Event {
  static readonly type = 'workplace-logout';

  constructor() {
    super(LogoutEvent.type, { bubbles: true, composed: true });
  }
}

/** Fired when an administrator asks for the page of the plugins. */
export class AdminEvent extends Event {
  static readonly type = 'workplace-admin-asked';

  constructor() {
    super(AdminEvent.type, { bubbles: true, composed: true });
  }
}

/** Who is signed in, the language, the appearance and the way out, behind one button. */
export class WorkplaceSettings extends LitElement {
  static override styles = [
    controls,
    menu,
    css`
      .who {
        text-align: start;
        line-height: 1.2;
        font-size: 0.9375rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .who span {
        display: block;
        font-weight: 400;
        color: var(--samspil-text-muted);
      }
      [slot='user'] {
        display: block;
      }
      fieldset {
        margin: 0.75rem 0 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
        font-size: 0.9375rem;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        min-height: var(--samspil-touch);
        font-weight: 400;
        font-size: 1rem;
      }
      input {
        flex: none;
        width: 1.25rem;
        min-height: 0;
        height: 1.25rem;
        margin: 0;
        accent-color: var(--samspil-accent);
      }
      .admin {
        width: 100%;
        margin-block-start: 0.75rem;
      }
      @media (max-width: 40rem) {
        .who {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @media (max-width: 30rem) {
        button[popovertarget] > svg:last-child {
          display: none;
        }
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    preferences: { attribute: false },
    clinician: { attribute: false },
  };

  declare desktop: Desktop;
  declare preferences: Preferences;
  /** Undefined until it is read, or when it could not be. */
  declare clinician: Clinician | undefined;

  constructor() {
    super();
    new FollowSignals(this, () => [this.desktop.names]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.preferences.locale);
    const { preferences, desktop } = this;
    const { locale, theme, contrast, density } = preferences;
    const name = this.clinician?.name ?? t('user.unknown');
    const role = this.clinician?.role;
    return html`
      <button type="button" class="quiet" popovertarget="menu">
        ${userIcon}
        <span class="who">${name} ${role ? html`<span>${role}</span>` : nothing}</span>
        <span class="sr-only">${t('settings.open')}</span>
        ${chevronIcon}
      </button>
      <div id="menu" popover role="group" aria-label=${t('settings.open')} @beforetoggle=${this.#place}>
        <samspil-login
          .user=${name}
          .host=${desktop.host}
          .outbox=${desktop.outbox}
          .patientNames=${desktop.names.value}
          .signOut=${this.#logout}
          .locale=${t.locale}
          >${role ? html`<span slot="user">${role}</span>` : nothing}</samspil-login
        >
        <fieldset>
          <legend>${t('settings.language')}</legend>
          ${LANGUAGES.map((language) =>
            this.#choice('language', t(`language.own.${language}`), language === locale, {
              ...preferences,
              locale: language,
            }),
          )}
        </fieldset>
        <fieldset>
          <legend>${t('settings.theme.label')}</legend>
          ${THEMES.map((each) =>
            this.#choice('theme', t(`settings.theme.${each}`), each === theme, {
              ...preferences,
              theme: each,
            }),
          )}
          ${this.#switch(t('settings.contrast'), contrast === 'more', (isOn) => ({
            ...preferences,
            contrast: isOn ? 'more' : 'system',
          }))}
          ${this.#switch(t('settings.compact'), density === 'compact', (isOn) => ({
            ...preferences,
            density: isOn ? 'compact' : 'comfortable',
          }))}
        </fieldset>
        ${
          this.clinician?.mayAdminister
            ? html`<button type="button" class="admin" @click=${this.#admin}>${t('admin.open')}</button>`
            : nothing
        }
      </div>
    `;
  }

  #choice(group: string, label: string, isChosen: boolean, next: Preferences): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name=${group}
        .checked=${isChosen}
        @change=${() => this.dispatchEvent(new PreferencesEvent(next))}
      />
      ${label}
    </label>`;
  }

  #switch(label: string, isOn: boolean, next: (isOn: boolean) => Preferences): TemplateResult {
    const change = (event: Event) => {
      const { checked } = event.currentTarget as HTMLInputElement;
      this.dispatchEvent(new PreferencesEvent(next(checked)));
    };
    return html`<label><input type="checkbox" .checked=${isOn} @change=${change} />${label}</label>`;
  }

  /** Under its button, wherever the page is scrolled to. */
  readonly #place = (event: Event): void => {
    const menu = event.currentTarget as HTMLElement;
    const { bottom } = this.getBoundingClientRect();
    menu.style.setProperty('--top', `${Math.max(8, bottom + 4)}px`);
  };

  readonly #admin = (): void => {
    this.renderRoot.querySelector<HTMLElement>('#menu')?.hidePopover();
    this.dispatchEvent(new AdminEvent());
  };

  readonly #logout = async (): Promise<void> => {
    this.renderRoot.querySelector<HTMLElement>('#menu')?.hidePopover();
    this.dispatchEvent(new LogoutEvent());
  };
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-preferences': PreferencesEvent;
    'workplace-admin-asked': AdminEvent;
    'workplace-logout': LogoutEvent;
  }
}
