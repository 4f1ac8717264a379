import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { Desktop } from '../desktop.ts';
import { controls } from '../styles/controls.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';

/** Asks before logout when something is not sent: whose it is, and what becomes of it. */
export class WorkplaceLogout extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      p {
        margin-block-start: 0.75rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.625rem;
        margin-block-start: 1.25rem;
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    locale: {},
    onLogout: { attribute: false },
    unsent: { state: true },
  };

  declare desktop: Desktop;
  declare locale: string;
  /** Ends the session, when the person has decided. */
  declare onLogout: () => void;
  /** Undefined when the store could not tell. */
  declare private unsent: readonly ReceiptSnapshot[] | undefined;
  #stop: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  /** Logs out at once when nothing waits, else asks. */
  async ask(): Promise<void> {
    await this.#count();
    if (this.unsent?.length === 0) {
      this.onLogout();
      return;
    }
    await this.updateComplete;
    this.#stop?.();
    this.#stop = this.desktop.host.subscribeReceipts(() => void this.#count());
    this.#dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const n = this.unsent?.length;
    return html`<dialog aria-labelledby="heading" @close=${this.#closed}>
      <h2 id="heading">${t('logout.heading')}</h2>
      <p>${this.#text(t)}</p>
      <div class="actions">
        ${
          n
            ? html`<button
                type="button"
                class="primary"
                ?disabled=${!this.desktop.connection.isOnline}
                @click=${this.#send}
              >
                ${t('auth.logoutSendFirst')}
              </button>`
            : nothing
        }
        <button type="button" @click=${this.#leave}>
          ${n === 0 ? t('auth.logout') : t('logout.anyway')}
        </button>
        <button type="button" class="quiet" @click=${() => this.#dialog?.close()}>
          ${t('action.cancel')}
        </button>
      </div>
    </dialog>`;
  }

  #text(t: Texts): string {
    const n = this.unsent?.length;
    if (n === undefined) return t('logout.uncounted');
    if (n === 0) return t('logout.allSent');
    return n === 1
      ? t('logout.unsentOne', { name: this.#whose() })
      : t('auth.logoutUnsent', { n, name: this.#whose() });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** The patients by name where the list has shown them, else how many they are. */
  #whose(): string {
    const t = textsIn(this.locale);
    const patients = [...new Set(this.unsent?.map(({ patient }) => patient))];
    const names = patients.map((id) => this.desktop.names.value.get(id));
    const areAllKnown = names.every((name) => name !== undefined);
    return areAllKnown ? names.join('; ') : t.plural('logout.patients', patients.length);
  }

  async #count(): Promise<void> {
    try {
      this.unsent = await this.desktop.host.receipts();
    } catch {
      this.unsent = undefined;
    }
  }

  readonly #send = (): void => {
    void this.desktop.outbox.flush().catch(() => undefined);
  };

  readonly #leave = (): void => {
    this.#dialog?.close();
    this.onLogout();
  };

  readonly #closed = (): void => {
    this.#stop?.();
    this.#stop = undefined;
  };
}
