import type { Attachment, Communication } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { fileFacts } from '../../attachments/attachment-facts.ts';
import { sizeText } from '../../attachments/size-text.ts';
import { formatWhen } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { DocumentOpenEvent } from '../../events/document-open-event.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { MessageWords } from './message-words.ts';
import type { Part } from './payloads.ts';

/** One part of a message: its text as text, a file to open, or what it refers to; below it who wrote it. */
export function renderPart(part: Part, message: Communication, words: MessageWords): TemplateResult {
  const { text, attachment, reference } = part;
  const content = [
    text === undefined ? undefined : html`<p class="text">${text}</p>`,
    attachment && renderAttachment(attachment, message, words),
    reference && renderReference(part, message, words),
  ].filter((each) => each !== undefined);
  return html`<div class="part">
    ${content.length > 0 ? content : html`<p class="muted">${words.t('message.partUnreadable')}</p>`}
    ${renderSignature(part, message, words)}
  </div>`;
}

function renderAttachment(
  attachment: Attachment,
  message: Communication,
  words: MessageWords,
): TemplateResult {
  const { t, locale } = words;
  const { title, type, kind, size, source } = fileFacts(attachment);
  const name = title ?? t('message.attachment');
  const about = [
    kind ? t(`message.kind.${kind}`) : (type ?? t('message.kind.unknown')),
    size === undefined ? undefined : sizeText(size, words),
    formatWhen(attachment.creation, locale),
  ];
  const open = (event: Event) =>
    event.currentTarget?.dispatchEvent(new DocumentOpenEvent(message, attachment));
  return html`<p class="file">
    ${
      source.at === 'nowhere' || source.at === 'unsafe'
        ? html`<b>${name}</b>`
        : html`<button type="button" @click=${open}>${t('message.open', { name })}</button>`
    }
    <span class="muted">${about.filter((each) => each !== undefined).join(' · ')}</span>
    ${source.at === 'nowhere' ? html`<span class="muted">${t('message.attachmentEarlier')}</span>` : nothing}
    ${source.at === 'unsafe' ? html`<span class="muted">${t('attachment.unsafe')}</span>` : nothing}
  </p>`;
}

/** What it refers to is opened by the page, which can read it. */
function renderReference({ reference }: Part, message: Communication, words: MessageWords): TemplateResult {
  const name = referenceText(reference, message.contained) ?? words.t('message.reference');
  const open = (event: Event) => event.currentTarget?.dispatchEvent(new DocumentOpenEvent(message));
  return html`<p class="file">
    <button type="button" @click=${open}>${words.t('message.open', { name })}</button>
  </p>`;
}

function renderSignature(
  { author, written, phone }: Part,
  { contained }: Communication,
  words: MessageWords,
): TemplateResult | typeof nothing {
  const { t, locale } = words;
  const time = formatWhen(written, locale);
  if (!author && !time && !phone) return nothing;
  return html`<p class="signature">
    ${author ? renderPerson(author, { words, contained }) : nothing}
    ${time ? t('message.written', { time }) : nothing} ${phone ? t('message.phone', { phone }) : nothing}
  </p>`;
}
