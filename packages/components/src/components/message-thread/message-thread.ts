import type { ClinicalContext } from '@samspil/sdk';
import type { Communication } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import { attachmentsTexts } from '../../attachments/attachments-texts.ts';
import { fileStyles } from '../../attachments/file.styles.ts';
import { ViewerController } from '../../attachments/viewer-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { styles } from './message-thread.styles.ts';
import { messageTexts } from './message-texts.ts';
import { renderThread } from './render-thread.ts';
import { threadsOf, type Thread } from './threads.ts';

/**
 * Messages about the patient between hospital, municipality and practice, as threads: the newest first, each with how many
 * are unread and how its newest message begins; opened, all its messages in the order of time, with their files, which open
 * in place. It reads only: answering is the page's.
 *
 * @summary Messages about the patient, in threads.
 * @tag samspil-message-thread
 * @slot actions - Buttons beside the title, such as one that writes a new message.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens a thread
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @fires {DocumentOpenEvent} samspil-document-open - when a person wants to see a document that a message refers to
 * @fires {MessageReplyEvent} samspil-message-reply - when a person wants to answer a message; only with `replies`
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without messages.
 * @csspart rows - The threads, and the messages of one.
 * @csspart entry - One thread.
 * @csspart message - One message of a thread.
 * @csspart file - One file of a message, with the button that opens it.
 * @csspart viewer - The file that is open.
 * @csspart details - The messages of a thread.
 * @csspart group - What is closed at first: older messages, texts that stand further up, threads entered in error.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilMessageThread extends LitElement {
  static override styles = [listStyles, fileStyles, styles];
  static override properties = { ...listProperties, replies: { type: Boolean } };

  readonly #list = new ListController<Communication, typeof messageTexts | typeof attachmentsTexts>(this, {
    types: ['Communication'],
    parameters: () => ({ _sort: '-sent' }),
    texts: [messageTexts, attachmentsTexts],
  });

  readonly #lease = new LeaseController(this);
  readonly #viewer = new ViewerController(this, () => this.#lease.openLease);

  /** Messages read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Communication[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** The page has an editor: each message gets a button that asks for it (`samspil-message-reply`). */
  declare replies: boolean | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('message.title'),
      failed: t('message.notLoaded'),
      empty: html`${t('message.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Communication[],
    { hasMore, unreadable }: SearchLoaded<Communication>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    // Made anew in each update: what a thread shows depends on how many of its messages were asked for, and on
    // which file is open.
    const threads = threadsOf(resources);
    const group = (name: keyof typeof threads) => ({
      name,
      entries: threads[name],
      row: (thread: Thread) =>
        renderThread(thread, {
          words,
          viewer: this.#viewer,
          replies: this.replies === true,
          renderRows: (messages) => list.renderRows(messages),
          renderClosed: (title, messages) => list.renderClosed(title, messages),
        }),
    });
    const none = words.t(hasMore || unreadable > 0 ? 'message.noneYet' : 'message.noneValid');
    return html`${threads.open.length > 0 ? list.renderRows(group('open')) : html`<p class="status">${none}</p>`}
    ${list.renderClosed(words.t('message.wrong', { n: threads.wrong.length }), group('wrong'))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-message-thread': SamspilMessageThread;
  }
}
