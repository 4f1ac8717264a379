import type { ClinicalContext } from '@samspil/sdk';
import type { Condition } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import { SearchController, type SearchLoaded } from '../../controllers/search-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
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
import { groupConditions, type ConditionFacts, type ConditionGroups } from './condition-facts.ts';
import { conditionsTexts } from './conditions-texts.ts';
import { styles } from './conditions.styles.ts';
import { renderCondition } from './render-condition.ts';

/**
 * The patient's problems and diagnoses: those in force first, each with its status, how sure it is and since when, in
 * words; those that are over, and those that were wrong, apart and closed at first.
 *
 * @summary Problems and diagnoses.
 * @tag samspil-conditions
 * @slot actions - Buttons beside the title, such as one that adds a problem.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a problem
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without problems.
 * @csspart rows - The entries of one group.
 * @csspart entry - One problem.
 * @csspart details - What else the record says of it.
 * @csspart group - Problems that are over or were wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilConditions extends LitElement {
  static override styles = [elementTokens, controls, listStyles, styles];
  static override properties = listProperties;

  readonly #text = new TextController(this, conditionsTexts, listTexts, commonTexts);
  readonly #search = new SearchController<Condition>(this, { type: 'Condition' });
  readonly #rows = new RowsController(this);

  /** Problems read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Condition[] | undefined;
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
    return renderList<Condition>({
      host: this,
      search: this.#search,
      words: this.#text,
      title: t('problem.list'),
      failed: t('problem.notLoaded'),
      empty: html`${t('problem.none')}`,
      rows: (resources, loaded) => this.#renderRows(groupConditions(resources), loaded),
    });
  }

  #renderRows(groups: ConditionGroups, { hasMore, unreadable }: SearchLoaded<Condition>): TemplateResult {
    const { t } = this.#text;
    const noneActive = t(hasMore || unreadable > 0 ? 'problem.loadedNoneYet' : 'problem.loadedNone');
    return html`${
      groups.active.length > 0
        ? this.#renderGroup('active', groups.active)
        : html`<p class="status">${noneActive}</p>`
    }
    ${(['inactive', 'wrong'] as const).map((name) => {
      const n = groups[name].length;
      return renderGroup(
        { name, n, title: t(`problem.${name}`, { n }) },
        this.#renderGroup(name, groups[name]),
      );
    })}`;
  }

  #renderGroup(name: keyof ConditionGroups, entries: readonly ConditionFacts[]): TemplateResult {
    const words = this.#text;
    return this.#rows.render(name, entries, {
      words,
      row: (facts) => renderCondition(facts, { words, counts: name === 'active' }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-conditions': SamspilConditions;
  }
}
