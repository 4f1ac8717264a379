import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { unknownIcon } from '../../icons/icons.ts';
import { allergyTexts } from '../../locales/catalogues/allergy.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { allergiesTexts } from './allergies-texts.ts';
import { styles } from './allergies.styles.ts';
import { groupEntries, type AllergyEntry, type AllergyGroups } from './allergy-entries.ts';
import { renderAllergy } from './render-allergy.ts';
import { renderStatus } from './render-status.ts';

/**
 * What the patient does not tolerate (CAVE): each substance with its reactions, high risk first; on demand the events
 * behind it. Exactly four things can be said: known, none known, not assessed, could not be read. While a part of the record
 * is missing, neither "none" nor "not assessed" is said.
 *
 * The rules are those of components.md 6.12 (ALG-01 to ALG-15) and BAN-26.
 *
 * @summary Allergies and intolerances (CAVE).
 * @tag samspil-allergies
 * @slot actions - Buttons beside the title, such as one that adds an allergy.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the events behind a substance
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without allergies.
 * @csspart rows - The entries of one group.
 * @csspart entry - One substance.
 * @csspart details - Its events.
 * @csspart group - Entries that do not count, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilAllergies extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  readonly #list = new ListController(this, {
    types: ['AllergyIntolerance'],
    texts: [allergiesTexts, allergyTexts],
  });

  /** Allergies read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly AllergyIntolerance[] | undefined;
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
      title: t('allergy.title'),
      failed: t('allergy.notLoaded'),
      empty: html`${unknownIcon}${t('allergy.notAssessed')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly AllergyIntolerance[],
    { hasMore, unreadable }: SearchLoaded<AllergyIntolerance>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const groups = groupEntries(resources);
    const { active, none } = groups;
    const group = (name: keyof AllergyGroups) => ({
      name,
      entries: groups[name],
      row: (entry: AllergyEntry) => renderAllergy(entry, { words, counts: name === 'active' }),
      depends: [],
    });
    return html`${renderStatus(groups, { resources, words, isWhole: !hasMore && unreadable === 0 })}
    ${active.length > 0 ? list.renderRows(group('active')) : nothing}
    ${
      none.length > 0
        ? html`<h3>${words.t(active.length > 0 ? 'allergies.alsoSays' : 'allergies.recordSays')}</h3>
            ${list.renderRows(group('none'))}`
        : nothing
    }
    ${(['inactive', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`allergies.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-allergies': SamspilAllergies;
  }
}
