import type { ClinicalContext } from '@samspil/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { infoIcon } from '../../icons/icons.ts';
import { lastAnswer } from '../../states/last-answer.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import {
  endedLately,
  groupMedicines,
  RECENT_DAYS,
  type Medicine,
  type MedicineFacts,
  type MedicineGroups,
} from './medication-facts.ts';
import { styles } from './medication-list.styles.ts';
import { medicationTexts } from './medication-texts.ts';
import { renderMedicine } from './render-medicine.ts';

/**
 * The patient's medication: what must not be given, what is current, what is on hold and what is not ordered yet, each by
 * itself; what is past, and what was entered in error, apart and closed at first. Doses stand as they were recorded, in
 * words that cannot be misread.
 *
 * The rules are those of components.md 6.9 and 6.10 (RXL-01 to RXL-18, RXV-01 to RXV-17).
 *
 * @summary Medication: orders and what was reported, current first.
 * @tag samspil-medication-list
 * @slot actions - Buttons beside the title, such as one that prescribes.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a drug
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without medication.
 * @csspart rows - The entries of one group.
 * @csspart entry - One drug.
 * @csspart details - What else the record says of it.
 * @csspart group - Drugs that are past or were entered in error, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilMedicationList extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  readonly #list = new ListController<Medicine, typeof medicationTexts>(this, {
    types: ['MedicationRequest', 'MedicationStatement'],
    parameters: (type) => ({ _sort: type === 'MedicationRequest' ? '-authoredon' : '-effective' }),
    texts: [medicationTexts],
  });

  /** Anew each hour, too: what is over and what begins later depends on the time. */
  readonly #groupsOf = lastAnswer((resources: readonly Medicine[], _hour: number) =>
    groupMedicines(resources),
  );

  /** Orders and statements read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Medicine[] | undefined;
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
      title: t('med.list'),
      failed: t('med.notLoaded'),
      empty: html`${t('med.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Medicine[],
    { hasMore, unreadable }: SearchLoaded<Medicine>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const now = Date.now();
    const hour = Math.floor(now / 3_600_000);
    const groups = this.#groupsOf(resources, hour);
    const group = (name: keyof MedicineGroups) => ({
      name,
      entries: groups[name],
      row: (facts: MedicineFacts) => renderMedicine(facts, { words, group: name, now }),
      depends: [hour],
    });
    const titled = (name: 'prohibited' | 'current' | 'onHold' | 'planned') =>
      groups[name].length === 0
        ? nothing
        : html`<h3>${words.t(`med.group.${name}`, { n: groups[name].length })}</h3>
            ${list.renderRows(group(name))}`;
    const noneCurrent = words.t(hasMore || unreadable > 0 ? 'med.noneCurrentYet' : 'med.noneCurrent');
    const recent = endedLately(groups.past, now);
    return html`${titled('prohibited')}
    ${
      recent > 0
        ? html`<p class="status recent">
            ${infoIcon}${words.t(recent === 1 ? 'med.recent.one' : 'med.recent.other', { n: recent, days: RECENT_DAYS })}
          </p>`
        : nothing
    }
    ${groups.current.length > 0 ? titled('current') : html`<p class="status">${noneCurrent}</p>`}
    ${(['onHold', 'planned'] as const).map(titled)}
    ${(['past', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`med.group.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-medication-list': SamspilMedicationList;
  }
}
