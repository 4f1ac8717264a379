import { html, nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../controllers/search-controller.ts';
import type { MissingType } from '../controllers/search-page.ts';
import { lockIcon, offlineIcon, stopIcon, warnIcon } from '../icons/icons.ts';
import type { ListWords } from './list-words.ts';

/**
 * In place of a list that may not be shown, in three ways that differ in word, shape and colour: you may not see it, it is
 * not on this device, it went wrong. None of them looks like an empty list.
 */
export function renderFailed(
  code: string,
  { words, failed, retry }: { words: ListWords; failed: string; retry: () => void },
): TemplateResult {
  const { t } = words;
  const [tone, icon, title] =
    code === 'denied'
      ? (['info', lockIcon, t('list.denied')] as const)
      : code === 'not-held'
        ? (['warn', offlineIcon, t('sync.notAvailableOffline')] as const)
        : (['danger', stopIcon, failed] as const);
  // Asking again changes nothing about a right one does not have: the text says whom to ask.
  const again = code === 'denied' ? nothing : renderRetry(words, retry);
  return html`<div class="notice ${tone}" part="problem" data-code=${code}>
    ${icon}
    <div><strong>${title}</strong>${words.error(code)}${again}</div>
  </div>`;
}

/** Above a list that is shown although a further page, or its renewal, failed; and how many entries nobody could read. */
export function renderGaps(
  { problem, unreadable }: SearchLoaded<unknown>,
  { words, retry }: { words: ListWords; retry: () => void },
): TemplateResult {
  const { t } = words;
  return html`${
    problem
      ? html`<div class="notice warn" part="problem" data-code=${problem.code}>
          ${warnIcon}
          <div>
            <strong>${t(problem.of === 'more' ? 'list.partial' : 'sync.stale')}</strong>${words.error(
              problem.code,
            )}${renderRetry(words, retry)}
          </div>
        </div>`
      : nothing
  }
  ${
    unreadable > 0
      ? html`<div class="notice warn" part="problem">
          ${warnIcon}
          <div>${words.plural('list.unreadable', unreadable)}</div>
        </div>`
      : nothing
  }`;
}

/** Above a list of several types that is shown without one of them. */
export function renderMissing(
  { code }: MissingType,
  { words, name, retry }: { words: ListWords; name: string; retry: () => void },
): TemplateResult {
  const [tone, icon] = code === 'denied' ? (['info', lockIcon] as const) : (['warn', warnIcon] as const);
  return html`<div class="notice ${tone}" part="problem" data-code=${code}>
    ${icon}
    <div>
      <strong>${words.t('list.without', { name })}</strong>${words.error(code)}${
        code === 'denied' ? nothing : renderRetry(words, retry)
      }
    </div>
  </div>`;
}

function renderRetry({ t }: ListWords, retry: () => void): TemplateResult {
  return html`<div><button type="button" @click=${retry}>${t('sync.retry')}</button></div>`;
}
