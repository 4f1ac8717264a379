import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { PressTask } from '../../controllers/press-task.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReceiptsController } from '../../controllers/receipts-controller.ts';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { stopIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { launchErrorTexts } from '../../locales/catalogues/launch-errors.ts';
import { countWaiting } from '../../receipts/count-waiting.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { loginTexts } from './login-texts.ts';
import { styles } from './login.styles.ts';
import { renderSignIn } from './render-sign-in.ts';
import { renderUnsent } from './render-unsent.ts';
import { UnsentSource, type UnsentOutbox } from './unsent-source.ts';

/**
 * Sign-in and sign-out of an app in a page of its own. Before: into which system, and one button; the code is typed on the
 * system's own page, so there is no field for it here. After a failure or when the session is over: why, and that what was
 * saved is safe. Signed in: as whom, and the way out, which warns of what is not sent.
 *
 * @summary Sign-in and sign-out.
 * @tag samspil-login
 * @slot - What stands above the button, such as the name of the app.
 * @slot user - What else there is to say of who is signed in, such as the role.
 * @csspart button - The button that begins the sign-in.
 * @csspart problem - What went wrong.
 * @csspart dialog - What asks before a sign-out that leaves something unsent.
 * @cssstate signed-in - Somebody is signed in.
 * @cssstate busy - The sign-in, or the sign-out, has begun.
 */
export class SamspilLogin extends LitElement {
  static override styles = [elementTokens, controls, styles];
  static override properties = {
    system: {},
    address: {},
    user: {},
    problem: {},
    signIn: { attribute: false },
    signOut: { attribute: false },
    outbox: { attribute: false },
    host: { attribute: false },
    patientNames: { attribute: false },
    locale: {},
    isAsking: { state: true },
  };

  readonly #text = new TextController(this, loginTexts, commonTexts, launchErrorTexts);
  readonly #workplace = new ProvidedValue(this, workplaceContext);
  readonly #source = new UnsentSource();
  readonly #unsent = new ReceiptsController(this, () =>
    this.isAsking ? this.#source.of(this.host, this.#outbox) : undefined,
  );
  readonly #signIn = new PressTask(this);
  readonly #signOut = new PressTask(this);
  readonly #sending = new PressTask(this);
  readonly #internals = this.attachInternals();

  /** Name of the system that one signs in to. */
  declare system: string | undefined;
  /** Address of its FHIR server. Its host is shown. */
  declare address: string | undefined;
  /** Who is signed in; undefined when nobody is. An empty name is still somebody. */
  declare user: string | undefined;
  /** Why nobody is signed in: a code of the SDK. `needs-login` says that the session is over. */
  declare problem: string | undefined;
  /** Begins the sign-in, in this language: leaves for the system's own page. Without it there is no button. */
  declare signIn: ((locale: string) => Promise<unknown>) | undefined;
  /** Ends the session. Without it there is no way out here. */
  declare signOut: (() => Promise<unknown>) | undefined;
  /** What sends the writes that a sign-out would leave behind; without a host also what is counted. Default: the app's. */
  declare outbox: UnsentOutbox | undefined;
  /** The workplace's host: then the writes of all its patients count. */
  declare host: WorkplaceHost | undefined;
  /** Names by patient id: then the question says whose writes they are. */
  declare patientNames: ReadonlyMap<string, string> | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  declare private isAsking: boolean;

  constructor() {
    super();
    this.isAsking = false;
    new SignalsController(this, () => [this.host?.online, this.host?.locale, this.#workplace.value?.online]);
  }

  get #outbox(): UnsentOutbox | undefined {
    return this.outbox ?? this.#workplace.value?.outbox;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener('pageshow', this.#cameBack);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.removeEventListener('pageshow', this.#cameBack);
    this.isAsking = false;
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    if (this.user !== undefined) states.add('signed-in');
    if (this.#signIn.isRunning || this.#signOut.isRunning) states.add('busy');
    this.#ask();
  }

  #ask(): void {
    if (!this.isAsking) return;
    const { status } = this.#unsent.state;
    const dialog = this.renderRoot.querySelector('dialog');
    // Nothing waits: nobody need be asked. Once the question stands it stays, also when everything goes meanwhile.
    if (status === 'loading' || dialog?.open) return;
    if (status === 'none' || countWaiting(this.#unsent.state) === 0) void this.#leave();
    else dialog?.showModal();
  }

  protected override render(): TemplateResult {
    return this.user === undefined ? this.#renderOut() : this.#renderIn(this.user);
  }

  #renderOut(): TemplateResult {
    const words = this.#text;
    const { signIn } = this;
    return html`<section lang=${words.locale} aria-label=${words.t('login.title')}>
      <slot></slot>
      ${renderSignIn({
        words,
        system: this.system,
        address: this.address,
        problem: this.#signIn.failure ?? this.problem,
        isRunning: this.#signIn.isRunning,
        begin: signIn && (() => void this.#signIn.run(() => signIn(words.locale))),
      })}
    </section>`;
  }

  #renderIn(user: string): TemplateResult {
    const { t, locale, error } = this.#text;
    const { failure, isRunning } = this.#signOut;
    const ask = () => (this.isAsking = !isRunning);
    return html`<section class="in" lang=${locale} aria-label=${t('login.title')}>
        <p>
          <span class="label">${t('login.signedInAs')}</span>
          <strong>${user.trim() === '' ? t('login.unknownUser') : user}</strong>
          ${this.system ? html`<span class="label">· ${this.system}</span>` : nothing}
          <slot name="user"></slot>
        </p>
        ${
          this.signOut
            ? html`<button
                type="button"
                class="out"
                aria-disabled=${isRunning ? 'true' : 'false'}
                @click=${ask}
              >
                ${t(isRunning ? 'login.signingOut' : 'login.signOut')}
              </button>`
            : nothing
        }
        ${
          failure === undefined
            ? nothing
            : html`<div class="notice danger" part="problem" role="alert" data-code=${failure}>
                ${stopIcon}
                <div><strong>${t('login.notSignedOut')}</strong>${error(failure)}</div>
              </div>`
        }
      </section>
      <dialog part="dialog" lang=${locale} aria-labelledby="unsent-title" @close=${this.#closed}>
        ${this.isAsking ? this.#renderQuestion() : nothing}
      </dialog>`;
  }

  #renderQuestion(): TemplateResult {
    const outbox = this.#outbox;
    return renderUnsent({
      words: this.#text,
      n: countWaiting(this.#unsent.state),
      whose: this.#whose(),
      isOnline: (this.host ?? this.#workplace.value)?.online.value !== false,
      isSending: this.#sending.isRunning,
      send: outbox && (() => void this.#sending.run(() => outbox.flush())),
      leave: () => void this.#leave(),
      cancel: () => this.renderRoot.querySelector('dialog')?.close(),
    });
  }

  /** The patients by name where all names are known, else how many they are. */
  #whose(): string | undefined {
    const { patientNames } = this;
    const waiting = this.#unsent.state.receipts.filter(({ state }) => state !== 'accepted');
    if (!patientNames || waiting.length === 0) return undefined;
    const patients = [...new Set(waiting.map(({ patient }) => patient))];
    const names = patients.map((id) => patientNames.get(id));
    return names.every((name) => name !== undefined)
      ? this.#text.t('login.unsent.names', { names: names.join('; ') })
      : this.#text.plural('login.unsent.patients', patients.length);
  }

  async #leave(): Promise<void> {
    const { signOut } = this;
    this.isAsking = false;
    this.renderRoot.querySelector('dialog')?.close();
    if (signOut) await this.#signOut.run(() => signOut());
  }

  readonly #closed = (): void => {
    this.isAsking = false;
  };

  /** Back from the system's page without a sign-in, the button works again. */
  readonly #cameBack = (): void => {
    this.#signIn.forget();
    this.#signOut.forget();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-login': SamspilLogin;
  }
}
