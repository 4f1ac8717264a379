import type { ClinicalContext } from '@samspil/sdk';
import type { Consent } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderConsent } from './render-consent.ts';
import { styles } from './consent.styles.ts';
import { groupConsents, type ConsentFacts } from './consent-facts.ts';
import { consentTexts } from './consent-texts.ts';

/**
 * What the patient, or somebody for them, consented to: what is permitted and what is denied, with every exception in words;
 * who said so, when, and for how long. What was withdrawn, refused or is past its period stands apart. Read only.
 *
 * @summary Consents.
 * @tag samspil-consent
 * @slot actions - Buttons beside the title, such as one that takes a new consent.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a consent
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without consents.
 * @csspart rows - The entries of one group.
 * @csspart entry - One consent.
 * @csspart details - What else the record says of it.
 * @csspart group - Consents that are over or were wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilConsent extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  readonly #list = new ListController(this, {
    types: ['Consent'],
    parameters: () => ({ _sort: '-date' }),
    texts: [consentTexts],
  });

  /** Consents read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Consent[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('consent.list'),
      failed: t('consent.notLoaded'),
      empty: html`${t('consent.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(resources: readonly Consent[], { hasMore, unreadable }: SearchLoaded<Consent>): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const groups = groupConsents(resources, new Date());
    const group = (name: keyof typeof groups) => ({
      name,
      entries: groups[name],
      row: (facts: ConsentFacts) => renderConsent(facts, { words, counts: name === 'active' }),
    });
    const none = words.t(hasMore || unreadable > 0 ? 'consent.loadedNoneYet' : 'consent.loadedNone');
    return html`${groups.active.length > 0 ? list.renderRows(group('active')) : html`<p class="status">${none}</p>`}
    ${(['over', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`consent.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-consent': SamspilConsent;
  }
}
