import type { ReceiptState } from '@samspil/sdk';
import { html, type TemplateResult } from 'lit';
import { checkIcon, clockIcon, conflictIcon, lockIcon, sendIcon, stopIcon } from '../icons/icons.ts';
import type { receiptTexts } from '../locales/catalogues/receipt.ts';
import type { KeyOf } from '../locales/text.ts';

const shapes = {
  stored: { icon: clockIcon, tone: 'info' },
  sending: { icon: sendIcon, tone: 'info' },
  accepted: { icon: checkIcon, tone: 'ok' },
  conflict: { icon: conflictIcon, tone: 'warn' },
  rejected: { icon: stopIcon, tone: 'danger' },
  'needs-login': { icon: lockIcon, tone: 'warn' },
} as const satisfies Record<ReceiptState, unknown>;

/** True for the states that wait for a person. */
export function needsPerson(state: ReceiptState): boolean {
  return state === 'conflict' || state === 'rejected' || state === 'needs-login';
}

/** A receipt's state as word, shape and colour. The words are the receipt's own: "received" only when it is accepted. */
export function renderReceiptBadge(
  state: ReceiptState,
  t: (key: KeyOf<typeof receiptTexts>) => string,
): TemplateResult {
  // A state of a newer host counts as stored: nothing is claimed that this version does not know.
  const known = Object.hasOwn(shapes, state) ? state : 'stored';
  const { icon, tone } = shapes[known];
  return html`<span class="badge ${tone}" data-state=${known}>${icon}${t(`sync.state.${known}`)}</span>`;
}
