import { errorText } from '@samspil/components/locales';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { stopIcon } from './icons.ts';
import type { Texts } from './texts.ts';

/** What failed, why and what to do, in the words of its code; with a button where trying again can help. */
export function failure(
  t: Texts,
  what: string,
  code: string | undefined,
  retry?: () => void,
): TemplateResult {
  return html`<div class="notice danger" role="alert">
    ${stopIcon}
    <div>
      <strong>${what}</strong>
      ${errorText(code, t.locale)}
      ${retry ? html`<div><button type="button" @click=${retry}>${t('sync.retry')}</button></div>` : nothing}
    </div>
  </div>`;
}

/** Grey lines where text will be. */
export function loading(t: Texts, lines = 3): TemplateResult {
  return html`<div aria-busy="true">
    <span class="sr-only">${t('a11y.loading')}</span>
    ${Array.from({ length: lines }, () => html`<span class="skeleton"></span>`)}
  </div>`;
}
