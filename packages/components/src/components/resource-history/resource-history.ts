import type { ClinicalContext } from '@samspil/sdk';
import type { Bundle, FhirResource, Provenance } from 'fhir/r4';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { TextController } from '../../controllers/text-controller.ts';
import { nameOfResource } from '../../fields/field-words.ts';
import { fieldsTexts } from '../../fields/fields-texts.ts';
import { objectsIn } from '../../format/concepts.ts';
import { infoIcon, warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { CustomStates } from '../../states/custom-states.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderFailed } from '../../states/render-problem.ts';
import { HistoryController } from './history-controller.ts';
import type { ReadHistory } from './read-history.ts';
import { isProtectedIn } from '../../format/protection.ts';
import { renderVersion } from './render-version.ts';
import { resourceHistoryTexts } from './resource-history-texts.ts';
import { styles } from './resource-history.styles.ts';
import { historyOf } from './version-facts.ts';

/**
 * Who changed what in one entry of the record, when and from which app: version by version, newest first, each changed
 * field before and after, in a clinician's words. Deleted and wrong versions are said; what cannot be read is too.
 *
 * @summary The versions of one entry of the record.
 * @tag samspil-resource-history
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the content of a version
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole.
 * @csspart header - The title.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in while it is read.
 * @csspart empty - That there is no version.
 * @csspart rows - The versions.
 * @csspart entry - One version.
 * @csspart details - The content of a version.
 * @csspart more - That there are older versions, and the button for them.
 * @cssstate loading - It is being read.
 * @cssstate empty - There is no version.
 * @cssstate partial - There are older versions, or some could not be read.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilResourceHistory extends LitElement {
  static override styles = [...listStyles, styles];
  static override properties = {
    reference: {},
    history: { attribute: false },
    provenances: { attribute: false },
    context: { attribute: false },
    locale: {},
  };

  readonly #text = new TextController(this, resourceHistoryTexts, fieldsTexts, listTexts, commonTexts);
  readonly #history = new HistoryController(this);

  /** Which entry, as `Observation/id`: then it is read under the lease. */
  declare reference: string | undefined;
  /** A Bundle as `_history` gives it, read elsewhere; then nothing is read. Never changed. */
  declare history: Bundle | undefined;
  /** Who made the versions of `history`. Never changed. */
  declare provenances: readonly Provenance[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  constructor() {
    super();
    new CustomStates(this, this.#history);
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): void {
    this.#history.reload();
  }

  /** A button that takes itself away must not take the keyboard with it. */
  protected override update(changed: PropertyValues<this>): void {
    const before = this.shadowRoot?.activeElement;
    super.update(changed);
    if (before && !before.isConnected) this.renderRoot.querySelector<HTMLElement>('section')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t, locale } = this.#text;
    const { state, known } = this.#history;
    if (state.status === 'none') return nothing;
    const newest = known?.versions.find(({ resource }) => resource !== undefined)?.resource;
    const title = newest ? t('history.titleOf', { name: this.#nameOf(newest) }) : t('history.title');
    return html`<section
      class="list"
      part="list"
      lang=${locale}
      aria-label=${title}
      aria-busy=${state.status === 'loading' ? 'true' : 'false'}
      tabindex="-1"
    >
      <header part="header"><h2>${title}</h2></header>
      ${known ? this.#renderKnown(known) : this.#renderWaiting()}
    </section>`;
  }

  #nameOf(resource: FhirResource): string {
    return nameOfResource({ mine: resource }, this.#text);
  }

  #renderWaiting(): TemplateResult {
    const words = this.#text;
    const { state } = this.#history;
    const retry = () => this.reload();
    if (state.status === 'failed')
      return renderFailed(state.code, { words, failed: words.t('history.failed'), retry });
    return html`<div class="loading" part="loading">
      <span class="sr-only">${words.t('a11y.loading')}</span>
      ${['', '', ''].map(() => html`<span class="skeleton" aria-hidden="true"></span>`)}
    </div>`;
  }

  #renderKnown(known: ReadHistory & { unreadable: number }): TemplateResult {
    const words = this.#text;
    const { t, plural } = words;
    const { versions, provenances, isWhole, isOnlyCurrent, unreadable } = known;
    const { entries, loose } = historyOf(versions, objectsIn(provenances), isWhole);
    const isProtected = isProtectedIn(versions.map(({ resource }) => resource));
    const notice = (tone: 'info' | 'warn', text: string) =>
      html`<div class="notice ${tone}" part="problem">
        ${tone === 'info' ? infoIcon : warnIcon}
        <div>${text}</div>
      </div>`;
    return html`${provenances === undefined ? notice('warn', t('history.noAuthors')) : nothing}
    ${unreadable > 0 ? notice('warn', plural('list.unreadable', unreadable)) : nothing}
    ${
      entries.length === 0 && unreadable === 0
        ? html`<p class="empty" part="empty">${t('history.none')}</p>`
        : html`<ul class="rows" part="rows">
            ${repeat(
              entries,
              ({ key }) => key,
              (facts) => renderVersion(facts, { words, isProtected }),
            )}
          </ul>`
    }
    ${isOnlyCurrent ? notice('info', t('history.onlyCurrent')) : isWhole ? nothing : this.#renderOlder()}
    ${loose > 0 && isWhole ? notice('info', plural('history.loose', loose)) : nothing}`;
  }

  #renderOlder(): TemplateResult {
    const { t } = this.#text;
    const more = () => this.#history.more();
    return html`<p class="more" part="more">
      <span>${t('history.notAll')}</span>
      ${this.history ? nothing : html`<button type="button" @click=${more}>${t('history.older')}</button>`}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-resource-history': SamspilResourceHistory;
  }
}
