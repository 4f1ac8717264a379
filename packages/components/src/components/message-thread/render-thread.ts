import { html, nothing, type TemplateResult } from 'lit';
import type { ViewerController } from '../../attachments/viewer-controller.ts';
import { formatWhen } from '../../format/onset.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import { warningTag } from '../../states/caveat.ts';
import type { ListGroup } from '../../states/rows-controller.ts';
import type { MessageFacts } from './message-facts.ts';
import { categoryText, priorityText, topicText, type MessageWords } from './message-words.ts';
import { partsOf, senderOf } from './payloads.ts';
import { renderMessage } from './render-message.ts';
import type { Thread } from './threads.ts';

export interface ThreadRow {
  readonly words: MessageWords;
  readonly viewer: ViewerController;
  readonly replies: boolean;
  readonly renderRows: (group: ListGroup<MessageFacts>) => TemplateResult;
  readonly renderClosed: (title: string, group: ListGroup<MessageFacts>) => TemplateResult | typeof nothing;
}

/** How many messages of a thread stand open at its end; those before them are closed at first. */
const LATEST = 20;

/** One thread: what it is about, and beside it when it last went on; how the newest message begins; all of it on demand. */
export function renderThread(thread: Thread, row: ThreadRow): TemplateResult {
  const { words } = row;
  const { t, locale } = words;
  const { messages, newest } = thread;
  const category = messages
    .map(({ message }) => categoryText(message, words))
    .find((each) => each !== undefined);
  const topic = messages.map(({ message }) => topicText(message)).find((each) => each !== undefined);
  const name = topic ?? category ?? t('message.noTopic');
  return html`<li class="entry ${newest.isWrong ? 'off' : ''}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        ${topic && category ? html`<p class="muted">${category}</p>` : nothing}
      </div>
      <div>
        <p>
          <span class="standing"
            >${messages.length === 1 ? t('message.countOne') : t('message.count', { n: messages.length })}</span
          >
          <span class="when"
            >${formatWhen(newest.when, locale) ?? html`<span class="muted">${t('time.unknown')}</span>`}</span
          >
        </p>
        ${renderTags(tagsOf(thread, words))}
      </div>
    </div>
    ${renderPreview(newest, words)}
    ${renderDetails(
      {
        words,
        label: t('message.show'),
        name: t('message.showOf', { name }),
        resources: messages.map(({ message }) => message),
      },
      renderMessages(thread, row),
    )}
  </li>`;
}

function tagsOf({ unread, newest, isPartly }: Thread, words: MessageWords): (string | TemplateResult)[] {
  const { t, plural } = words;
  const priority = priorityText(newest.message, words);
  return [
    ...(newest.isWrong ? [t('message.status.entered-in-error')] : []),
    ...(newest.status === 'not-done' ? [warningTag(t('message.status.not-done'))] : []),
    ...(unread > 0 ? [html`<span class="tag info">${plural('message.unread', unread)}</span>`] : []),
    ...(priority === undefined ? [] : [warningTag(priority)]),
    ...(isPartly ? [t('message.partly')] : []),
  ];
}

/** As in every mail: who wrote last, and how it begins. What was entered in error is not quoted. */
function renderPreview(
  { message, isWrong }: MessageFacts,
  words: MessageWords,
): TemplateResult | typeof nothing {
  const text = partsOf(message).findLast((part) => part.text !== undefined)?.text;
  if (isWrong || text === undefined) return nothing;
  return html`<p class="preview">
    <b>${renderPerson(senderOf(message), { words, contained: message.contained })}:</b> ${text}
  </p>`;
}

function renderMessages(
  { key, messages }: Thread,
  { words, viewer, replies, renderRows, renderClosed }: ThreadRow,
): TemplateResult {
  const seen = new Set<string>();
  const before = new Map<MessageFacts, ReadonlySet<string>>();
  for (const facts of messages) {
    before.set(facts, new Set(seen));
    for (const { identifier } of partsOf(facts.message)) if (identifier !== undefined) seen.add(identifier);
  }
  const row = (facts: MessageFacts) =>
    renderMessage(facts, { words, viewer, replies, earlier: before.get(facts) ?? new Set() });
  const old = messages.slice(0, -LATEST);
  const group = (name: string, entries: readonly MessageFacts[]) => ({
    name: `${name} ${key}`,
    entries,
    row,
  });
  return html`${renderClosed(words.t('message.older', { n: old.length }), group('older', old))}
  ${renderRows(group('latest', messages.slice(-LATEST)))}`;
}
