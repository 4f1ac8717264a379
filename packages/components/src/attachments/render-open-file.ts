import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../format/numbers.ts';
import { warnIcon } from '../icons/icons.ts';
import { fileFacts } from './attachment-facts.ts';
import type { AttachmentWords } from './attachments-texts.ts';
import { FILE_LIMIT } from './read-file.ts';
import type { FileOptions } from './render-file.ts';
import { sizeText } from './size-text.ts';
import type { FileView, ListedFile } from './viewer-controller.ts';

/** The file that was opened, beside the line it was opened from. Nothing while it is closed. */
export function renderOpenFile(
  file: ListedFile,
  { words, viewer, name }: FileOptions,
): TemplateResult | typeof nothing {
  const view = viewer.viewOf(file);
  if (!view) return nothing;
  const { t } = words;
  const title = fileFacts(file.attachment).title ?? name;
  return html`<div
    class="viewer"
    part="viewer"
    role="region"
    aria-label=${title}
    aria-busy=${view.status === 'reading' ? 'true' : 'false'}
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && void viewer.close()}
  >
    <p class="bar">
      <strong>${title}</strong>
      <button
        type="button"
        aria-label=${t('attachment.closeOf', { name: title })}
        @click=${() => void viewer.close()}
      >
        ${t('attachment.close')}
      </button>
    </p>
    ${renderView(view, { words, title, fail: () => viewer.fail(file) })}
  </div>`;
}

function renderView(
  view: FileView,
  { words, title, fail }: { words: AttachmentWords; title: string; fail: () => void },
): TemplateResult {
  const { t } = words;
  if (view.status === 'reading') return html`<p class="muted">${t('attachment.reading')}</p>`;
  if (view.status !== 'shown') return renderProblem(problemText(view, words), words);
  const check =
    view.check === 'ok'
      ? nothing
      : html`<div class="notice ${view.check === 'altered' ? 'danger' : 'warn'}" data-check=${view.check}>
          ${warnIcon}
          <div>${t(`attachment.${view.check}`)}</div>
        </div>`;
  return html`${check}${renderContent(view, { words, title, fail })}`;
}

function renderContent(
  view: Extract<FileView, { status: 'shown' }>,
  { words, title, fail }: { words: AttachmentWords; title: string; fail: () => void },
): TemplateResult {
  const { t, locale } = words;
  switch (view.kind) {
    case 'image':
      return html`<img src=${view.url} alt=${title} @error=${fail} />`;
    case 'pdf':
      // No `sandbox`: browsers refuse to show a PDF in a sandboxed frame. The type of the blob is ours, so that it can be
      // nothing but a PDF, which the browser shows apart from the page.
      return html`<iframe src=${view.url} title=${title} referrerpolicy="no-referrer"></iframe>`;
    case 'text': {
      const { text, length } = view;
      const number = (n: number) => formatNumber(n, locale);
      return html`${
        length > text.length
          ? html`<p class="muted">
              ${t('attachment.cut', { shown: number(text.length), n: number(length) })}
            </p>`
          : nothing
      }
      ${
        text.trim() === ''
          ? html`<p class="muted">${t('attachment.empty')}</p>`
          : html`<pre tabindex="0">${text}</pre>`
      }`;
    }
  }
}

function problemText(
  view: Extract<FileView, { status: 'failed' | 'unfit' }>,
  words: AttachmentWords,
): string {
  const { t } = words;
  if (view.status === 'failed') return words.error(view.code);
  if (view.problem === 'missing') return t('attachment.none');
  return t(`attachment.${view.problem}`, { limit: sizeText(FILE_LIMIT, words) });
}

function renderProblem(text: string, { t }: AttachmentWords): TemplateResult {
  return html`<div class="notice warn">
    ${warnIcon}
    <div><strong>${t('attachment.failed')}</strong>${text}</div>
  </div>`;
}
