import type { ClinicalContext } from '@samspil/sdk';
import type { Encounter } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ClockController } from '../../controllers/clock-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { encounterFinder, groupEncounters, type EncounterFacts } from './encounter-facts.ts';
import { styles } from './encounter-summary.styles.ts';
import { encounterTexts } from './encounter-texts.ts';
import { renderEncounter } from './render-encounter.ts';

/**
 * The patient's contacts with the health service: the current one first, with where the patient is, who answers for it,
 * why, and how long; then planned ones; those that are over, were cancelled or were entered in error, apart and closed at
 * first.
 *
 * @summary Contacts: the current one, planned and earlier.
 * @tag samspil-encounter-summary
 * @slot actions - Buttons beside the title, such as one that changes the contact.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a contact
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without contacts.
 * @csspart rows - The entries of one group.
 * @csspart entry - One contact.
 * @csspart details - What else the record says of it.
 * @csspart group - Contacts that are over, cancelled or wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilEncounterSummary extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  readonly #list = new ListController(this, {
    types: ['Encounter'],
    parameters: () => ({ _sort: '-date' }),
    texts: [encounterTexts],
  });
  readonly #clock = new ClockController(this);

  /** Contacts read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Encounter[] | undefined;
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
      title: t('encounter.list'),
      failed: t('encounter.notLoaded'),
      empty: html`${t('encounter.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Encounter[],
    { hasMore, unreadable }: SearchLoaded<Encounter>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const { now } = this.#clock;
    const groups = groupEncounters(resources, now);
    const find = encounterFinder(groups);
    const group = (name: keyof typeof groups) => ({
      name,
      entries: groups[name],
      row: (facts: EncounterFacts) => renderEncounter(facts, { words, group: name, now, find }),
    });
    const titled = (name: 'current' | 'planned') =>
      groups[name].length === 0
        ? nothing
        : html`<h3>${words.t(`encounter.group.${name}`, { n: groups[name].length })}</h3>
            ${list.renderRows(group(name))}`;
    const noneCurrent = words.t(
      hasMore || unreadable > 0 ? 'encounter.noneCurrentYet' : 'encounter.noneCurrent',
    );
    return html`${groups.current.length > 0 ? titled('current') : html`<p class="status">${noneCurrent}</p>`}
    ${titled('planned')}
    ${(['earlier', 'cancelled', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`encounter.group.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-encounter-summary': SamspilEncounterSummary;
  }
}
