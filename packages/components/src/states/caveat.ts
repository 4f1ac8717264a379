import { html, type TemplateResult } from 'lit';
import { warnIcon } from '../icons/icons.ts';
import type { ListWords } from './list-words.ts';

/** A reservation that only other software understands may turn the meaning of an entry: it is said beside it. */
export function caveatTags(
  { modifierExtension }: { readonly modifierExtension?: unknown },
  { t }: ListWords,
): TemplateResult[] {
  return modifierExtension === undefined ? [] : [warningTag(t('list.caveat'))];
}

/** What a person should look at, as a word with an edge and a triangle. */
export function warningTag(words: string): TemplateResult {
  return html`<span class="tag warn">${warnIcon}${words}</span>`;
}
