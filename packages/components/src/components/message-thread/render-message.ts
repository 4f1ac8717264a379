import type { Communication, Reference } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewerController } from '../../attachments/viewer-controller.ts';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhenInSentence } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { textIn } from '../../format/text-in.ts';
import { MessageReplyEvent } from '../../events/message-reply-event.ts';
import { caveatTags, warningTag } from '../../states/caveat.ts';
import { conceptTexts, listFact } from '../../states/list-fact.ts';
import { renderFacts, renderGroup, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { MessageFacts } from './message-facts.ts';
import { priorityText, statusText, type MessageWords } from './message-words.ts';
import { partsOf, senderOf, type Part } from './payloads.ts';
import { renderPart } from './render-part.ts';

export interface MessageRow {
  readonly words: MessageWords;
  readonly viewer: ViewerController;
  /** Whether the page can answer. */
  readonly replies: boolean;
  /** Parts that stand in an earlier message of the thread: a reply carries them all. */
  readonly earlier: ReadonlySet<string>;
}

/** One message: from whom to whom and when; its parts; what is unusual about it; and a way to answer. */
export function renderMessage(
  facts: MessageFacts,
  { words, viewer, replies, earlier }: MessageRow,
): TemplateResult {
  const { t } = words;
  const { message, isWrong, key } = facts;
  const parts = partsOf(message);
  const again = parts.filter(({ identifier }) => identifier !== undefined && earlier.has(identifier));
  const own = parts.filter((part) => !again.includes(part));
  const partOf = (part: Part) =>
    renderPart(part, { message, key: `${key} ${parts.indexOf(part)}`, words, viewer });
  const reply = (event: Event) => event.currentTarget?.dispatchEvent(new MessageReplyEvent(message));
  return html`<li class="message ${isWrong ? 'off' : ''}" part="message">
    <p class="from">
      <b>${renderPerson(senderOf(message), { words, contained: message.contained })}</b>
      <span class="muted">${t('message.to')}</span> ${renderRecipients(message, words)}
    </p>
    <p class="when">${timesText(facts, words)}</p>
    ${renderTags(tagsOf(facts, words))} ${own.map(partOf)}
    ${parts.length === 0 ? html`<p class="muted">${t('message.noText')}</p>` : nothing}
    ${renderGroup(
      { name: `earlier ${key}`, title: t('message.earlierTexts', { n: again.length }), n: again.length },
      html`${again.map(partOf)}`,
    )}
    ${renderRest(message, words)}
    ${
      replies && !isWrong
        ? html`<p class="answer"><button type="button" @click=${reply}>${t('message.reply')}</button></p>`
        : nothing
    }
  </li>`;
}

function renderRecipients({ recipient, contained }: Communication, words: MessageWords): TemplateResult {
  const known: (Reference | undefined)[] = objectsIn(recipient);
  const all = known.length > 0 ? known : [undefined];
  return html`${all.map(
    (each, index) => html`${index > 0 ? ', ' : nothing}${renderPerson(each, { words, contained })}`,
  )}`;
}

/** When it was sent and when it came; a word for each that nobody wrote. */
function timesText({ message, status }: MessageFacts, { t, locale }: MessageWords): string {
  const [sent, received] = [
    formatWhenInSentence(message.sent, locale),
    formatWhenInSentence(message.received, locale),
  ];
  const isDraft = status === 'preparation' || status === 'not-done';
  return [
    sent ? t('message.sentAt', { time: sent }) : isDraft ? undefined : t('message.sentUnknown'),
    received && t('message.receivedAt', { time: received }),
  ]
    .filter((each) => each !== undefined)
    .join(' · ');
}

function tagsOf(facts: MessageFacts, words: MessageWords): (string | TemplateResult)[] {
  const { message, status, isUnread } = facts;
  const said = statusText(facts, words);
  const priority = priorityText(message, words);
  return [
    ...(said === undefined ? [] : [status === 'not-done' ? warningTag(said) : said]),
    ...(isUnread ? [html`<span class="tag info">${words.t('message.unreadOne')}</span>`] : []),
    ...(priority === undefined ? [] : [warningTag(priority)]),
    ...caveatTags(message, words),
  ];
}

function renderRest(message: Communication, { t, locale }: MessageWords): TemplateResult | typeof nothing {
  const { contained } = message;
  const facts: Fact[] = [
    [t('message.statusReason'), conceptText(message.statusReason)],
    listFact(t('message.reason'), conceptTexts(message.reasonCode), locale),
    listFact(
      t('message.about'),
      objectsIn(message.about).map((each) => referenceText(each, contained) ?? t('message.reference')),
      locale,
    ),
    listFact(t('message.medium'), conceptTexts(message.medium), locale),
    ...objectsIn(message.note).map(({ text }): Fact => [t('list.note'), textIn(text)]),
  ];
  return facts.some(([, value]) => value !== undefined) ? renderFacts(facts) : nothing;
}
