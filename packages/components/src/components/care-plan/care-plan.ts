import type { ClinicalContext } from '@samspil/sdk';
import type { CarePlan, Goal } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ClockController } from '../../controllers/clock-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { medicationTexts } from '../medication-list/medication-texts.ts';
import { groupCare, type CareFacts, type CareGroups } from './care-plan-facts.ts';
import { styles } from './care-plan.styles.ts';
import { carePlanTexts } from './care-plan-texts.ts';
import { renderGoalRow } from './render-goal.ts';
import { renderPlan } from './render-plan.ts';

/**
 * The patient's care plans, each with its goals and activities: what is in force first, with goals that belong to no plan
 * by themselves; drafts after them; what is over, and what was entered in error, apart and closed at first.
 *
 * @summary Care plans with their goals and activities.
 * @tag samspil-care-plan
 * @slot actions - Buttons beside the title, such as one that adds a plan.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a plan or a goal
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without plans and goals.
 * @csspart rows - The entries of one group.
 * @csspart entry - One plan, or a goal without one.
 * @csspart goals - The goals of a plan.
 * @csspart activities - The activities of a plan.
 * @csspart details - What else the record says of it.
 * @csspart group - What is over or was wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilCarePlan extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  // Amounts and schedules are said in the words of medication.
  readonly #list = new ListController<CarePlan | Goal, typeof carePlanTexts | typeof medicationTexts>(this, {
    types: ['CarePlan', 'Goal'],
    texts: [carePlanTexts, medicationTexts],
  });
  readonly #clock = new ClockController(this);

  /** Plans and goals read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly (CarePlan | Goal)[] | undefined;
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
      title: t('plan.list'),
      failed: t('plan.notLoaded'),
      empty: html`${t('plan.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly (CarePlan | Goal)[],
    { hasMore, unreadable }: SearchLoaded<CarePlan | Goal>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const { now } = this.#clock;
    const groups = groupCare(resources);
    const group = (name: keyof CareGroups) => ({
      name,
      entries: groups[name],
      row: (facts: CareFacts) =>
        facts.kind === 'goal' ? renderGoalRow(facts, words) : renderPlan(facts, { words, group: name, now }),
    });
    const titled = (name: 'goals' | 'draft') =>
      groups[name].length === 0
        ? nothing
        : html`<h3>${words.t(`plan.group.${name}`, { n: groups[name].length })}</h3>
            ${list.renderRows(group(name))}`;
    const none = words.t(hasMore || unreadable > 0 ? 'plan.noneCurrentYet' : 'plan.noneCurrent');
    return html`${groups.current.length > 0 ? list.renderRows(group('current')) : html`<p class="status">${none}</p>`}
    ${(['goals', 'draft'] as const).map(titled)}
    ${(['over', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`plan.group.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-care-plan': SamspilCarePlan;
  }
}
