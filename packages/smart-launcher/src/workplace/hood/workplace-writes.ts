import { formatDateTime } from '@samspil/components/format';
import { errorText } from '@samspil/components/locales';
import type { ReceiptSnapshot } from '@samspil/sdk';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { failure } from '../notices.ts';
import { Reading, codeOf } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { RECEIPT_TONES } from '../receipt-tones.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { hoodStyles } from './hood.styles.ts';

/** Every write with its receipt: states, times, resources, and the server's Provenance. A person can help one on. */
export class WorkplaceWrites extends LitElement {
  static override styles = [
    controls,
    hoodStyles,
    css`
      summary {
        display: inline-flex;
        align-items: center;
        min-height: var(--samspil-touch);
        color: var(--samspil-accent);
        font-weight: 600;
        cursor: pointer;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-block-start: 0.5rem;
      }
      form {
        display: grid;
        gap: 0.5rem;
        max-width: 32rem;
        margin-block-start: 0.5rem;
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    locale: {},
    opened: { state: true },
    discarding: { state: true },
    problem: { state: true },
  };

  declare desktop: Desktop;
  declare locale: string;
  /** Ids of the writes whose Provenance is shown. */
  declare private opened: ReadonlySet<string>;
  /** Id of the write that a person is about to give up. */
  declare private discarding: string | undefined;
  /** Code of the last act that did not succeed. */
  declare private problem: string | undefined;
  readonly #waiting = new Reading(this, {
    key: () => this.desktop,
    // Those of before this page was opened; later ones come by themselves.
    load: async ({ host, log }) => log.addReceipts(await host.receipts()),
  });

  constructor() {
    super();
    this.locale = 'da';
    this.opened = new Set();
    this.discarding = undefined;
    this.problem = undefined;
    new FollowSignals(this, () => [this.desktop.log]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { receipts } = this.desktop.log;
    const { state } = this.#waiting;
    return html`
      ${
        state.status === 'failed'
          ? failure(t, t('hood.writes.failed'), state.code, () => this.#waiting.reload())
          : nothing
      }
      ${this.problem ? failure(t, t('hood.writes.failed'), this.problem) : nothing}
      ${receipts.length === 0 && state.status === 'loaded' ? html`<p>${t('hood.writes.none')}</p>` : nothing}
      <ul class="entries">
        ${repeat(
          receipts,
          ({ id }) => id,
          (receipt) => this.#renderReceipt(t, receipt),
        )}
      </ul>
    `;
  }

  #renderReceipt(t: Texts, receipt: ReceiptSnapshot): TemplateResult {
    const { id, state, plugin, measuredAt, storedAt, sentAt, resources, error } = receipt;
    const [first] = resources;
    return html`<li class="entry" data-receipt=${id} data-state=${state}>
      <div class="head">
        <span class="chip ${RECEIPT_TONES[state]}">${t(`sync.state.${state}`)}</span>
        <code>${plugin.id} ${plugin.version}</code>
        ${error ? html`<code>${error.code}</code>` : nothing}
      </div>
      ${error ? html`<p class="small">${errorText(error.code, t.locale)}</p>` : nothing}
      <dl>
        ${this.#renderTime(t, 'hood.measuredAt', measuredAt)}
        ${this.#renderTime(t, 'hood.storedAt', storedAt)} ${this.#renderTime(t, 'hood.sentAt', sentAt)}
        <div>
          <dt>${t('hood.resources')}</dt>
          <dd>
            ${resources.map(
              ({ reference, versionId }) =>
                html`<code>${reference}</code>${
                    versionId
                      ? html` <span class="muted">${t('hood.version', { n: versionId })}</span>`
                      : nothing
                  }<br />`,
            )}
          </dd>
        </div>
      </dl>
      ${
        state === 'accepted' && first
          ? html`<details ?open=${this.opened.has(id)} @toggle=${(event: Event) => this.#toggled(id, event)}>
              <summary>${t('hood.provenance.title')}</summary>
              ${
                this.opened.has(id)
                  ? html`<workplace-provenance
                      .fhir=${this.desktop.fhir}
                      .reference=${first.reference}
                      .locale=${t.locale}
                    ></workplace-provenance>`
                  : nothing
              }
            </details>`
          : nothing
      }
      ${state === 'rejected' || state === 'conflict' ? this.#renderActions(t, id) : nothing}
    </li>`;
  }

  #renderTime(
    t: Texts,
    label: 'hood.measuredAt' | 'hood.storedAt' | 'hood.sentAt',
    instant: string | undefined,
  ): TemplateResult | typeof nothing {
    if (instant === undefined) return nothing;
    return html`<div>
      <dt>${t(label)}</dt>
      <dd><time datetime=${instant}>${formatDateTime(instant, t.locale)}</time></dd>
    </div>`;
  }

  #renderActions(t: Texts, id: string): TemplateResult {
    if (this.discarding === id) {
      return html`<form @submit=${(event: Event) => void this.#discard(id, event)}>
        <p>${t('hood.discard.text')}</p>
        <label for="reason">${t('hood.discard.reason')}</label>
        <input id="reason" name="reason" required autocomplete="off" />
        <div class="actions">
          <button type="submit">${t('hood.discard.action')}</button>
          <button type="button" class="quiet" @click=${() => (this.discarding = undefined)}>
            ${t('action.cancel')}
          </button>
        </div>
      </form>`;
    }
    return html`<div class="actions">
      <button type="button" @click=${() => void this.#act(() => this.desktop.outbox.retry(id))}>
        ${t('sync.retry')}
      </button>
      <button type="button" class="quiet" @click=${() => (this.discarding = id)}>
        ${t('hood.discard.action')}
      </button>
    </div>`;
  }

  #toggled(id: string, event: Event): void {
    const opened = new Set(this.opened);
    if ((event.currentTarget as HTMLDetailsElement).open) opened.add(id);
    else opened.delete(id);
    this.opened = opened;
  }

  async #discard(id: string, event: Event): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.currentTarget as HTMLFormElement).get('reason');
    if (typeof reason !== 'string' || reason.trim() === '') return;
    await this.#act(() => this.desktop.outbox.discard(id, reason.trim()));
    this.discarding = undefined;
  }

  async #act(act: () => Promise<void>): Promise<void> {
    try {
      this.problem = undefined;
      await act();
    } catch (error) {
      this.problem = codeOf(error);
    }
  }
}
