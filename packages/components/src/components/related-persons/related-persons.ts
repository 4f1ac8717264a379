import type { ClinicalContext } from '@samspil/sdk';
import type { Patient, RelatedPerson } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { warnIcon } from '../../icons/icons.ts';
import { lastAnswer } from '../../states/last-answer.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { groupRelated, type RelatedFacts } from './related-facts.ts';
import { relatedPersonsTexts } from './related-persons-texts.ts';
import { styles } from './related-persons.styles.ts';
import { renderRelated } from './render-related.ts';

/**
 * Who is close to the patient: next of kin first, each with relation and telephone at once and the address on demand; also
 * the contacts of the patient's own data. Whose time is over stands apart. Protection of the person and of the patient is
 * honoured.
 *
 * @summary Next of kin and contacts.
 * @tag samspil-related-persons
 * @slot actions - Buttons beside the title.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of somebody
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without related persons.
 * @csspart rows - The entries of one group.
 * @csspart entry - One person.
 * @csspart details - What else the record says of her.
 * @csspart group - Those whose time is over, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no related person; contacts of the patient's own data may still be shown.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilRelatedPersons extends LitElement {
  static override styles = [...listStyles, styles];
  static override properties = { ...listProperties, patient: { attribute: false } };

  readonly #list = new ListController(this, { types: ['RelatedPerson'], texts: [relatedPersonsTexts] });
  readonly #lease = new LeaseController(this);
  readonly #patient = new PatientController(this, () =>
    this.patient || this.resources ? undefined : this.#lease.openLease,
  );
  readonly #groupsOf = lastAnswer(groupRelated);

  /** Related persons read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly RelatedPerson[] | undefined;
  /** The patient, read elsewhere, for the contacts in it and for its protection. Default: the one of the lease. Never changed. */
  declare patient: Patient | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    this.#patient.retry();
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('related.title'),
      failed: t('related.failed'),
      empty: this.#renderRows([], 'related.none'),
      rows: (resources, { hasMore, unreadable }) =>
        this.#renderRows(
          resources,
          hasMore || unreadable > 0 ? 'related.nonePresentYet' : 'related.nonePresent',
        ),
    });
  }

  get #known(): Patient | undefined {
    const { state } = this.#patient;
    return this.patient ?? (state.status === 'loaded' ? state.value : undefined);
  }

  #renderRows(
    persons: readonly RelatedPerson[],
    none: 'related.none' | 'related.nonePresent' | 'related.nonePresentYet',
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const { status } = this.#patient.state;
    // Until it is known whether the patient is protected, no address is put on the page.
    const groups = this.#groupsOf(persons, this.#known);
    const isWaiting = status === 'loading';
    const group = (name: keyof typeof groups) => ({
      name,
      entries: groups[name],
      row: (facts: RelatedFacts) =>
        renderRelated(this.#mayKnow(facts), { words, counts: name === 'present' }),
    });
    return html`${
      status === 'failed'
        ? html`<div class="notice warn" part="problem">
            ${warnIcon}
            <div>${words.t('related.contactsFailed')}</div>
          </div>`
        : nothing
    }
    ${
      groups.present.length > 0
        ? list.renderRows(group('present'))
        : isWaiting
          ? html`<p class="status">${words.t('a11y.loading')} …</p>`
          : html`<p class="status">${words.t(none)}</p>`
    }
    ${list.renderClosed(words.t('related.past', { n: groups.past.length }), group('past'))}`;
  }

  #mayKnow(facts: RelatedFacts): RelatedFacts {
    const { status } = this.#patient.state;
    return status === 'loading' || status === 'failed' ? { ...facts, addresses: undefined } : facts;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-related-persons': SamspilRelatedPersons;
  }
}
