import { toIsoWithOffset } from '../../format/dates.ts';
import type { ClinicalContext } from '@samspil/sdk';
import type { Task } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import { ChangesController } from '../../controllers/changes-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { TaskChangeEvent } from '../../events/task-change-event.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { keepFocus } from '../../states/keep-focus.ts';
import { ClockController } from '../../controllers/clock-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { changedTask, changesOf, type TaskChange } from './changed-task.ts';
import { renderTask } from './render-task.ts';
import { groupTasks, type TaskFacts, type TaskGroups } from './task-facts.ts';
import { styles } from './task-list.styles.ts';
import { taskTexts } from './task-texts.ts';

/**
 * What is to be done for the patient: what waits first, the most pressing before the rest, with what is overdue in words and
 * shape; what is done or came to nothing apart and closed at first. With `actions`, a person takes a task or says that it is
 * done in one press; what becomes of that is said in the words of its receipt, also without a connection.
 *
 * @summary Tasks, the most pressing first.
 * @tag samspil-task-list
 * @slot actions - Buttons beside the title, such as one that makes a task.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a task
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @fires {TaskChangeEvent} samspil-task-change - before a change is saved; cancel it to take the change over
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without tasks.
 * @csspart rows - The entries of one group.
 * @csspart entry - One task.
 * @csspart details - What else the record says of it.
 * @csspart group - Tasks that are done or came to nothing, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilTaskList extends LitElement {
  static override styles = [listStyles, badgeStyles, styles];
  static override properties = { ...listProperties, actions: { type: Boolean }, now: { type: Number } };

  readonly #list = new ListController<Task, typeof taskTexts | typeof receiptTexts>(this, {
    types: ['Task'],
    parameters: () => ({ _sort: '-authored-on' }),
    texts: [taskTexts, receiptTexts],
  });
  readonly #lease = new LeaseController(this);
  readonly #changes = new ChangesController<Task, TaskChange>(this, {
    lease: () => this.#lease.openLease,
    event: (change, task) => new TaskChangeEvent(change, task),
  });
  readonly #clock = new ClockController(this);

  /** Tasks read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Task[] | undefined;
  /** The lease to read and write under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Whether a person may take tasks and say that they are done. */
  declare actions: boolean;
  /** The present, in milliseconds since the epoch. Default: the device's clock. */
  declare now: number | undefined;

  constructor() {
    super();
    this.actions = false;
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('task.title'),
      failed: t('task.notLoaded'),
      empty: html`${t('task.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(resources: readonly Task[], { hasMore, unreadable }: SearchLoaded<Task>): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const groups = groupTasks(resources, this.#clock.now);
    const group = (name: keyof TaskGroups) => ({
      name,
      entries: groups[name],
      row: (facts: TaskFacts) =>
        renderTask(facts, {
          words,
          group: name,
          changes: this.actions && name === 'open' ? changesOf(facts, this.#user?.reference) : [],
          state: this.#changes.stateOf(facts.task),
          press: (change) => this.#press(facts.task, change),
        }),
    });
    const isWhole = !hasMore && unreadable === 0;
    const noneOpen = words.t(isWhole ? 'task.noneOpen' : 'task.noneOpenYet');
    return html`${
      groups.open.length > 0 ? list.renderRows(group('open')) : html`<p class="status">${noneOpen}</p>`
    }
    ${(['done', 'off', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`task.group.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }

  get #user() {
    return this.#lease.openLease?.user;
  }

  #press(task: Task, change: TaskChange): void {
    const by = { user: this.#user, at: toIsoWithOffset(new Date()) };
    void keepFocus(this, () => this.#changes.change(task, change, () => changedTask(task, change, by)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-task-list': SamspilTaskList;
  }
}
