import type { Attachment, Communication } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { formatWhen } from '../../format/onset.ts';
import { formatNumber } from '../../format/numbers.ts';
import { referenceText } from '../../format/references.ts';
import { textIn } from '../../format/text-in.ts';
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
  const { title, contentType, data, url, creation }: Record<string, unknown> = { ...attachment };
  const name = textIn(title) ?? t('message.attachment');
  const about = [
    kindText(textIn(contentType), words),
    sizeText(attachment, locale),
    formatWhen(textIn(creation), locale),
  ];
  const open = (event: Event) =>
    event.currentTarget?.dispatchEvent(new DocumentOpenEvent(message, attachment));
  const isHere = textIn(data) !== undefined || textIn(url) !== undefined;
  return html`<p class="file">
    ${
      isHere
        ? html`<button type="button" @click=${open}>${t('message.open', { name })}</button>`
        : html`<b>${name}</b>`
    }
    <span class="muted">${about.filter((each) => each !== undefined).join(' · ')}</span>
    ${isHere ? nothing : html`<span class="muted">${t('message.attachmentEarlier')}</span>`}
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

function kindText(contentType: string | undefined, { t }: MessageWords): string {
  if (contentType === undefined) return t('message.kind.unknown');
  const [type = ''] = contentType.split(';');
  if (type === 'application/pdf') return t('message.kind.pdf');
  if (type.startsWith('image/')) return t('message.kind.image');
  return type.startsWith('text/') ? t('message.kind.text') : type;
}

/** As the record says it, else as large as what came along. In kB of a thousand bytes, as files are told. */
function sizeText({ size, data }: Attachment, locale: string): string | undefined {
  const given: unknown = size;
  const inside: unknown = data;
  const bytes =
    typeof given === 'number'
      ? given
      : typeof inside === 'string'
        ? Math.floor((inside.length * 3) / 4)
        : undefined;
  if (bytes === undefined || !Number.isFinite(bytes) || bytes < 0) return undefined;
  const isLarge = bytes >= 1_000_000;
  const value = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000));
  return `${formatNumber(value, locale, isLarge ? 1 : 0)}\u00a0${isLarge ? 'MB' : 'kB'}`;
}
