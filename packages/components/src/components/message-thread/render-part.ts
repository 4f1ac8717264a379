import type { Attachment, Communication, Reference } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { renderFile } from '../../attachments/render-file.ts';
import { renderOpenFile } from '../../attachments/render-open-file.ts';
import type { ViewerController } from '../../attachments/viewer-controller.ts';
import { formatWhen, formatWhenInSentence } from '../../format/onset.ts';
import { referenceText } from '../../format/references.ts';
import { DocumentOpenEvent } from '../../events/document-open-event.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { MessageWords } from './message-words.ts';
import type { Part } from './payloads.ts';

export interface PartRow {
  readonly message: Communication;
  /** Unique in the list. */
  readonly key: string;
  readonly words: MessageWords;
  readonly viewer: ViewerController;
}

/** One part of a message: its text as text, a file to open, or what it refers to; below it who wrote it. */
export function renderPart(part: Part, row: PartRow): TemplateResult {
  const { text, attachment, reference } = part;
  const { message, words } = row;
  const content = [
    text === undefined ? undefined : html`<p class="text">${text}</p>`,
    attachment && renderAttachment(attachment, row),
    reference && renderReference(reference, row),
  ].filter((each) => each !== undefined);
  return html`<div class="part">
    ${content.length > 0 ? content : html`<p class="muted">${words.t('message.partUnreadable')}</p>`}
    ${renderSignature(part, message, words)}
  </div>`;
}

/** A reply repeats the files of earlier messages without their content. */
function renderAttachment(attachment: Attachment, { message, key, words, viewer }: PartRow): TemplateResult {
  const { t, locale } = words;
  const file = { key, attachment, contained: message.contained };
  const shown = {
    words,
    viewer,
    name: t('message.attachment'),
    absent: t('message.attachmentEarlier'),
    more: formatWhen(attachment.creation, locale),
  };
  return html`${renderFile(file, shown)} ${renderOpenFile(file, shown)}`;
}

/** What it refers to is opened by the page, which can read it. */
function renderReference(reference: Reference, { message, words }: PartRow): TemplateResult {
  const name = referenceText(reference, message.contained) ?? words.t('message.reference');
  const open = (event: Event) =>
    event.currentTarget?.dispatchEvent(new DocumentOpenEvent(message, reference));
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
  const time = formatWhenInSentence(written, locale);
  if (!author && !time && !phone) return nothing;
  return html`<p class="signature">
    ${author ? renderPerson(author, { words, contained }) : nothing}
    ${time ? t('message.written', { time }) : nothing} ${phone ? t('message.phone', { phone }) : nothing}
  </p>`;
}
