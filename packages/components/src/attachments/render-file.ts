import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../icons/icons.ts';
import { renderLink } from '../states/render-link.ts';
import { fileFacts, type FileFacts } from './attachment-facts.ts';
import type { AttachmentWords } from './attachments-texts.ts';
import { sizeText } from './size-text.ts';
import type { ListedFile, ViewerController } from './viewer-controller.ts';

export interface FileOptions {
  readonly words: AttachmentWords;
  readonly viewer: ViewerController;
  /** What the file is called where it has no title of its own. */
  readonly name: string;
  /** What stands above it already: a title that says the same again is left out. */
  readonly above?: string;
  /** What is said of a file without content. Default: that it is not in the record. */
  readonly absent?: string;
  /** What else is said of it, beside its size. */
  readonly more?: string | undefined;
}

/** One file: a button that opens it in place, or in words why it cannot be opened here. */
export function renderFile(file: ListedFile, options: FileOptions): TemplateResult {
  const { words, viewer, name, above, more } = options;
  const facts = fileFacts(file.attachment);
  const title = facts.title ?? name;
  const isOpen = viewer.viewOf(file) !== undefined;
  const press = () => void (isOpen ? viewer.close() : viewer.open(file));
  const about = [
    kindText(facts, words),
    facts.size === undefined ? undefined : sizeText(facts.size, words),
    more,
  ];
  const said = about.filter((each) => each !== undefined);
  return html`<div class="file" part="file">
    ${title === above ? nothing : html`<span class="title">${title}</span>`}
    ${renderWay(facts, { ...options, title, key: file.key, isOpen, press })}
    ${said.length > 0 ? html`<span class="muted">${said.join(' · ')}</span>` : nothing}
  </div>`;
}

/** Where a button or a reason names the type, it is not said again. */
function kindText({ kind, type, source }: FileFacts, { t }: AttachmentWords): string | undefined {
  if (source.at === 'data' || source.at === 'record') return undefined;
  return kind ? t(`attachment.kind.${kind}`) : type;
}

/** A button for what can be shown; for all else why not. A type we do not show is never opened, wherever it is. */
function renderWay(
  { kind, type, source }: FileFacts,
  {
    words,
    absent,
    title,
    key,
    isOpen,
    press,
  }: FileOptions & { title: string; key: string; isOpen: boolean; press: () => void },
): TemplateResult {
  const { t } = words;
  switch (source.at) {
    case 'nowhere':
      return html`<span class="muted">${absent ?? t('attachment.none')}</span>`;
    case 'unsafe':
      return html`<span class="tag warn">${warnIcon}${t('attachment.unsafe')}</span>`;
    case 'outside':
      return html`<span class="muted">${t('attachment.outside')}</span>
        ${renderLink(source.address, t('attachment.openOutside'), t('attachment.newWindow'))}`;
    case 'data':
    case 'record': {
      if (!kind) {
        const why = type ? t('attachment.notHere', { type }) : t('attachment.notHereUnknown');
        return html`<span class="muted">${why}</span>`;
      }
      const label = t(`attachment.open.${kind}`);
      return html`<button
        type="button"
        data-file=${key}
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-label=${t('attachment.openOf', { open: label, name: title })}
        @click=${press}
      >
        ${label}
      </button>`;
    }
  }
}
