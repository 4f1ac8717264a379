import { html, type TemplateResult } from 'lit';
import type { ChangeState } from '../controllers/changes-controller.ts';
import { checkIcon, warnIcon } from '../icons/icons.ts';
import type { receiptTexts } from '../locales/catalogues/receipt.ts';
import type { KeyOf } from '../locales/text.ts';
import { renderReceiptBadge } from './receipt-badge.ts';
import { reasonOf, type ReasonWords } from './receipt-reason.ts';

/** What an element says of a change; the rest is the receipt's to say. */
export interface ChangeTexts<Kind extends string> {
  readonly saving: string;
  readonly handedOver: string;
  readonly failed: string;
  readonly uncertain: string;
  /** Undefined: a write that was begun elsewhere. */
  saved(kind: Kind | undefined): string;
}

/** The receipt's own words, and those of what went wrong. */
type ChangeWords = ReasonWords & { readonly t: (key: KeyOf<typeof receiptTexts>) => string };

/** What became of a press, in the words of its receipt. A live region that is there before it has something to say. */
export function renderChange<Kind extends string>(
  state: ChangeState<Kind> | undefined,
  said: ChangeTexts<Kind>,
  words: ChangeWords,
): TemplateResult {
  return html`<div role="status" tabindex="-1" class="outcome" data-status=${state?.status ?? 'none'}>
    ${state ? renderState(state, said, words) : ''}
  </div>`;
}

function renderState<Kind extends string>(
  state: ChangeState<Kind>,
  said: ChangeTexts<Kind>,
  words: ChangeWords,
): TemplateResult {
  switch (state.status) {
    case 'saving':
      return html`${said.saving}`;
    case 'handed-over':
      return html`${checkIcon}${said.handedOver}`;
    case 'failed':
      return html`<p class="notice danger" data-code=${state.code}>
        ${warnIcon}<span
          ><strong>${state.isUncertain ? said.uncertain : said.failed}</strong>
          ${words.error(state.code)}</span
        >
      </p>`;
    case 'saved': {
      const { receipt, kind } = state;
      const reason = receipt.error && receipt.state !== 'accepted' ? reasonOf(receipt, words) : undefined;
      return html`<span>${said.saved(kind)}</span> ${renderReceiptBadge(receipt.state, words.t)}
        ${reason ? html`<p class="small">${reason}</p>` : ''}`;
    }
  }
}
