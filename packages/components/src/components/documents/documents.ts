import type { ClinicalContext } from '@samspil/sdk';
import type { DocumentReference } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import { attachmentsTexts } from '../../attachments/attachments-texts.ts';
import { fileStyles } from '../../attachments/file.styles.ts';
import { ViewerController } from '../../attachments/viewer-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { groupDocuments, type DocumentFacts, type DocumentGroups } from './document-facts.ts';
import { documentsTexts } from './documents-texts.ts';
import { renderDocument } from './render-document.ts';

/**
 * The patient's documents, the newest first, each with its kind, author and date. A PDF, an image or a text is opened in
 * place; nothing else is, and nothing is fetched from outside the record. What was superseded or entered in error stands
 * apart, closed at first.
 *
 * @summary Documents: PDF, images and text.
 * @tag samspil-documents
 * @slot actions - Buttons beside the title, such as one that uploads a document.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a document
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without documents.
 * @csspart rows - The entries of one group.
 * @csspart entry - One document.
 * @csspart file - One file of a document, with the button that opens it.
 * @csspart viewer - The file that is open.
 * @csspart details - What else the record says of it.
 * @csspart group - Documents that were superseded or wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilDocuments extends LitElement {
  static override styles = [listStyles, fileStyles];
  static override properties = listProperties;

  readonly #list = new ListController<DocumentReference, typeof documentsTexts | typeof attachmentsTexts>(
    this,
    {
      types: ['DocumentReference'],
      parameters: () => ({ _sort: '-date' }),
      texts: [documentsTexts, attachmentsTexts],
    },
  );
  readonly #lease = new LeaseController(this);
  readonly #viewer = new ViewerController(this, () => this.#lease.openLease);

  /** Documents read elsewhere; then nothing is searched. An empty list says the record has none. Never changed. */
  declare resources: readonly DocumentReference[] | undefined;
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
      title: t('document.list'),
      failed: t('document.notLoaded'),
      empty: html`${t('document.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly DocumentReference[],
    { hasMore, unreadable }: SearchLoaded<DocumentReference>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    // Grouped anew each time: a row also depends on which file is open.
    const groups = groupDocuments(resources);
    const group = (name: keyof DocumentGroups) => ({
      name,
      entries: groups[name],
      row: (facts: DocumentFacts) =>
        renderDocument(facts, { words, viewer: this.#viewer, isCurrent: name === 'current' }),
    });
    const isWhole = !hasMore && unreadable === 0;
    const noneCurrent = words.t(isWhole ? 'document.noneCurrent' : 'document.noneCurrentYet');
    return html`${
      groups.current.length > 0
        ? list.renderRows(group('current'))
        : html`<p class="status">${noneCurrent}</p>`
    }
    ${(['superseded', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`document.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-documents': SamspilDocuments;
  }
}
