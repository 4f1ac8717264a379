import type { Workplace } from '@samspil/sdk';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReceiptsController, type ReceiptSource } from '../../controllers/receipts-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import type { ConflictCloseEvent } from '../../events/conflict-close-event.ts';
import type { OutboxRepairEvent } from '../../events/outbox-repair-event.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { hasHeldUp } from '../../receipts/held-up.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { outboxTexts } from '../outbox/outbox-texts.ts';

type PageOutbox = NonNullable<Workplace['outbox']>;

/**
 * What the record has not received of the open patient, in an app that runs in a page of its own: the list, once a write
 * did not go by itself and until nothing is unsent, and a dialog for two versions of one record. Inside a workplace it
 * shows nothing, because the workplace shows it. `samspil-app` fetches it when it is needed.
 *
 * @summary The unsent writes of an app in a page of its own.
 * @tag samspil-page-outbox
 */
export class SamspilPageOutbox extends LitElement {
  static override styles = [
    elementTokens,
    css`
      :host {
        display: block;
      }
      samspil-outbox {
        margin-block-start: 0.5rem;
      }
      dialog {
        inline-size: min(44rem, 100vw - 1rem);
        max-inline-size: none;
        max-block-size: calc(100dvh - 1rem);
        padding: 0;
        border: none;
        border-radius: var(--_radius);
        background: var(--_surface);
        color: var(--_text);
      }
    `,
  ];

  static override properties = {
    locale: {},
    isShown: { state: true },
    deciding: { state: true },
    hasNoForm: { state: true },
  };

  readonly #text = new TextController(this, outboxTexts, commonTexts);

  readonly #workplace = new ProvidedValue<Workplace | undefined>(this, workplaceContext);
  readonly #lease = new LeaseController(this);
  readonly #receipts = new ReceiptsController(this, () => this.#source());
  #followed: { outbox: PageOutbox; source: ReceiptSource } | undefined;

  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** From the first write that does not go by itself until nothing is unsent: a list must not blink with each attempt. */
  declare private isShown: boolean;
  /** Id of the write in conflict that is being decided. */
  declare private deciding: string | undefined;
  /** The app has no form for what was to be corrected last. */
  declare private hasNoForm: boolean;

  constructor() {
    super();
    this.isShown = false;
    this.hasNoForm = false;
  }

  protected override willUpdate(): void {
    // What was shown of one patient must not stay for the next.
    if (!this.#lease.openLease) this.deciding = undefined;
    const known = this.#receipts.state;
    if (hasHeldUp(known)) this.isShown = true;
    else if (known.receipts.every(({ state }) => state === 'accepted')) this.isShown = false;
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (changed.has('deciding') && this.deciding !== undefined && !dialog?.open) dialog?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const outbox = this.#outbox;
    if (!outbox || !this.isShown) return nothing;
    return html`<samspil-outbox
        .outbox=${outbox}
        .locale=${this.locale}
        @samspil-outbox-repair=${(event: OutboxRepairEvent) => this.#open(event, outbox)}
      ></samspil-outbox>
      <p role="status">${this.hasNoForm ? this.#text.t('outbox.nothingOpens') : nothing}</p>
      ${
        this.deciding === undefined
          ? nothing
          : html`<dialog
              aria-label=${this.#text.t('outbox.decide')}
              @close=${() => (this.deciding = undefined)}
            >
              <samspil-conflict
                .host=${outbox}
                .receipt=${this.deciding}
                .locale=${this.locale}
                @samspil-conflict-close=${(event: ConflictCloseEvent) => this.#close(event)}
              ></samspil-conflict>
            </dialog>`
      }`;
  }

  get #outbox(): PageOutbox | undefined {
    return this.#lease.openLease && this.#workplace.value?.outbox;
  }

  #source(): ReceiptSource | undefined {
    const outbox = this.#outbox;
    if (!outbox) return undefined;
    if (this.#followed?.outbox !== outbox) {
      const subscribe: ReceiptSource['subscribe'] = (listener) => outbox.subscribe(listener);
      this.#followed = { outbox, source: { receipts: () => outbox.list(), subscribe } };
    }
    return this.#followed.source;
  }

  /** Closed, a dialog gives the focus back; what was decided may be gone from the list, and the focus with it. */
  #close({ outcome }: ConflictCloseEvent): void {
    this.renderRoot.querySelector('dialog')?.close();
    if (outcome === 'later') return;
    this.tabIndex = -1;
    this.focus();
  }

  #open(event: OutboxRepairEvent, outbox: PageOutbox): void {
    const { id, state } = event.receipt;
    event.preventDefault();
    this.hasNoForm = false;
    if (state === 'conflict') this.deciding = id;
    else void this.#repair(id, outbox);
  }

  async #repair(id: string, outbox: PageOutbox): Promise<void> {
    // A write that cannot be given to the form stays in the list, where it can still be given up.
    this.hasNoForm = !(await outbox.repair(id).catch(() => false));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-page-outbox': SamspilPageOutbox;
  }
}
