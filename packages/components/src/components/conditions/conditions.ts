import type { ClinicalContext } from '@samspil/sdk';
import type { Condition } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { lastAnswer } from '../../states/last-answer.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { groupConditions } from './condition-facts.ts';
import { conditionsTexts } from './conditions-texts.ts';
import { renderCondition } from './render-condition.ts';

/**
 * The patient's problems and diagnoses: those in force first, each with its status, how sure it is and since when, in
 * words; those that are over, and those that were wrong, apart and closed at first.
 *
 * @summary Problems and diagnoses.
 * @tag samspil-conditions
 * @slot actions - Buttons beside the title, such as one that adds a problem.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a problem
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
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
  static override styles = listStyles;
  static override properties = listProperties;

  readonly #list = new ListController(this, { types: ['Condition'], texts: [conditionsTexts] });

  readonly #groupsOf = lastAnswer(groupConditions);

  /** Problems read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Condition[] | undefined;
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
      title: t('problem.list'),
      failed: t('problem.notLoaded'),
      empty: html`${t('problem.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Condition[],
    { hasMore, unreadable }: SearchLoaded<Condition>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const groups = this.#groupsOf(resources);
    const group = (name: keyof typeof groups) => ({
      name,
      entries: groups[name],
      row: (facts: (typeof groups.active)[number]) =>
        renderCondition(facts, { words, counts: name === 'active' }),
      depends: [],
    });
    const noneActive = words.t(hasMore || unreadable > 0 ? 'problem.loadedNoneYet' : 'problem.loadedNone');
    return html`${
      groups.active.length > 0 ? list.renderRows(group('active')) : html`<p class="status">${noneActive}</p>`
    }
    ${(['inactive', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`problem.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-conditions': SamspilConditions;
  }
}
