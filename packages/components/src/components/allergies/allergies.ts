import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { SearchController, type SearchLoaded } from '../../controllers/search-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatWhen } from '../../format/onset.ts';
import { checkIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import { allergyTexts } from '../../locales/catalogues/allergy.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { CustomStates } from '../../states/custom-states.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderGroup } from '../../states/render-facts.ts';
import { renderList } from '../../states/render-list.ts';
import { RowsController } from '../../states/rows-controller.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { summarise } from '../patient-banner/allergy-facts.ts';
import { allergiesTexts } from './allergies-texts.ts';
import { styles } from './allergies.styles.ts';
import { groupEntries, type AllergyEntry, type AllergyGroups } from './allergy-entries.ts';
import { renderAllergy } from './render-allergy.ts';

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
  static override styles = [elementTokens, controls, listStyles, styles];
  static override properties = listProperties;

  readonly #text = new TextController(this, allergiesTexts, allergyTexts, listTexts, commonTexts);
  readonly #search = new SearchController<AllergyIntolerance>(this, { type: 'AllergyIntolerance' });
  readonly #rows = new RowsController(this);

  /** Allergies read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly AllergyIntolerance[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  constructor() {
    super();
    new CustomStates(this, this.#search);
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#search.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#text;
    return renderList<AllergyIntolerance>({
      host: this,
      search: this.#search,
      words: this.#text,
      title: t('allergy.title'),
      failed: t('allergy.notLoaded'),
      empty: html`${unknownIcon}${t('allergy.notAssessed')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly AllergyIntolerance[],
    loaded: SearchLoaded<AllergyIntolerance>,
  ): TemplateResult {
    const { t } = this.#text;
    const groups = groupEntries(resources);
    return html`${this.#renderStatus(groups, { resources, isWhole: !loaded.hasMore && loaded.unreadable === 0 })}
    ${groups.active.length > 0 ? this.#renderGroup('active', groups.active) : nothing}
    ${
      groups.none.length > 0
        ? html`<h3>${t(groups.active.length > 0 ? 'allergies.alsoSays' : 'allergies.recordSays')}</h3>
            ${this.#renderGroup('none', groups.none)}`
        : nothing
    }
    ${(['inactive', 'wrong'] as const).map((name) => {
      const n = groups[name].length;
      return renderGroup(
        { name, n, title: t(`allergies.${name}`, { n }) },
        this.#renderGroup(name, groups[name]),
      );
    })}`;
  }

  /** One of four titles (BAN-26), unless a part of the record is missing: then that nothing can be concluded. */
  #renderStatus(
    { active, none }: AllergyGroups,
    { resources, isWhole }: { resources: readonly AllergyIntolerance[]; isWhole: boolean },
  ): TemplateResult {
    const { t, locale } = this.#text;
    const { status } = summarise(resources);
    if (status === 'known') {
      return html`<p class="status known">
        ${warnIcon}${this.#text.plural('allergy.count', active.length)}
      </p>`;
    }
    if (!isWhole) return html`<p class="status">${unknownIcon}${t('allergies.unsure')}</p>`;
    if (status === 'not-assessed') {
      return html`<p class="status">${unknownIcon}${t('allergy.notAssessed')}</p>`;
    }
    const checked = none.flatMap(({ records }) => records).find(({ recordedDate }) => recordedDate);
    const time = formatWhen(checked?.recordedDate, locale) ?? t('time.unknown');
    return html`<p class="status none-known">
      ${checkIcon}${t('allergy.none')} <span class="muted">${t('allergies.checkedAt', { time })}</span>
    </p>`;
  }

  #renderGroup(name: keyof AllergyGroups, entries: readonly AllergyEntry[]): TemplateResult {
    const words = this.#text;
    return this.#rows.render(name, entries, {
      words,
      row: (entry) => renderAllergy(entry, { words, counts: name === 'active' }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-allergies': SamspilAllergies;
  }
}
