import type { ReceiptSnapshot } from '@samspil/sdk';
import type { receiptTexts } from '../locales/catalogues/receipt.ts';
import type { KeyOf } from '../locales/text.ts';

/** What the reason is said with. */
export interface ReasonWords {
  t: (key: KeyOf<typeof receiptTexts>) => string;
  error: (code: string | undefined) => string;
}

/** Whether a write stays for want of room: it is stored, but nothing that is sent could be written down. */
export function lacksRoom({ error }: ReceiptSnapshot): boolean {
  return error?.code === 'storage-full';
}

/** Why a write is not received yet and what to do about it; undefined when nothing went wrong. */
export function reasonOf(receipt: ReceiptSnapshot, words: ReasonWords): string | undefined {
  // The error of that name is told to somebody who saves: that sending makes room. Here it is sending that has none.
  if (lacksRoom(receipt)) return words.t('sync.noRoom');
  return receipt.error && words.error(receipt.error.code);
}
