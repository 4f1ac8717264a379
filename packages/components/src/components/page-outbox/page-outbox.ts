import type { Workplace } from '@samspil/sdk';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReceiptsController, type ReceiptSource } from '../../controllers/receipts-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import type { OutboxRepairEvent } from '../../events/outbox-repair-event.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { outboxTexts } from '../outbox/outbox-texts.ts';

type PageOutbox = NonNullable<Workplace['outbox']>;

/**
 * What the record has not received of the open patient, in an app that runs in a page of its own: the list while there is
 * anything in it, and a dialog for two versions of one record. Inside a workplace it shows nothing, because the workplace
 * shows it. Brings `samspil-outbox` and `samspil-conflict` when they are needed.
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
      dialog {
        inline-size: min(44rem, 100vw - 2rem);
        max-block-size: calc(100vh - 2rem);
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
    hasElements: { state: true },
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
  /** Both elements are there. */
  declare private hasElements: boolean;
  /** Id of the write in conflict that is being decided. */
  declare private deciding: string | undefined;
  /** The app has no form for what was to be corrected last. */
  declare private hasNoForm: boolean;

  constructor() {
    super();
    this.hasElements = false;
    this.hasNoForm = false;
  }

  protected override willUpdate(): void {
    // What was shown of one patient must not stay for the next.
    if (!this.#lease.openLease) this.deciding = undefined;
    if (this.#hasUnsent && !this.hasElements) void this.#bringElements();
  }

  protected override updated(changed: PropertyValues): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (changed.has('deciding') && this.deciding !== undefined && !dialog?.open) dialog?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const outbox = this.#outbox;
    if (!outbox || !this.hasElements || !this.#hasUnsent) return nothing;
    return html`<samspil-outbox
        .outbox=${outbox}
        .locale=${this.locale}
        @samspil-outbox-repair=${(event: OutboxRepairEvent) => this.#open(event, outbox)}
      ></samspil-outbox>
      <p role="status">${this.hasNoForm ? this.#text.t('outbox.nothingOpens') : nothing}</p>
      ${
        this.deciding === undefined
          ? nothing
          : html`<dialog @close=${() => (this.deciding = undefined)}>
              <samspil-conflict
                .host=${outbox}
                .receipt=${this.deciding}
                .locale=${this.locale}
                @samspil-conflict-close=${() => (this.deciding = undefined)}
              ></samspil-conflict>
            </dialog>`
      }`;
  }

  get #outbox(): PageOutbox | undefined {
    return this.#lease.openLease && this.#workplace.value?.outbox;
  }

  get #hasUnsent(): boolean {
    return this.#receipts.state.receipts.some(({ state }) => state !== 'accepted');
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

  async #bringElements(): Promise<void> {
    await Promise.all([import('../../define/outbox.ts'), import('../../define/conflict.ts')]);
    this.hasElements = true;
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
