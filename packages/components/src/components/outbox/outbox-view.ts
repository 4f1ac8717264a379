import type { ReceiptSnapshot } from '@samspil/sdk';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { outboxTexts } from './outbox-texts.ts';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { syncTexts } from '../../locales/catalogues/sync.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, PluralKey, TextParameters } from '../../locales/text.ts';

/** What the element needs of an outbox; the SDK's `Outbox` has it. */
export interface OutboxActions {
  list(filter?: { patient?: string }): Promise<ReceiptSnapshot[]>;
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
  flush(): Promise<void>;
  retry(id: string): Promise<void>;
  discard(id: string, reason: string): Promise<void>;
}

type Key = KeyOf<typeof outboxTexts | typeof syncTexts | typeof receiptTexts | typeof commonTexts>;

/** The texts of the element. */
export interface OutboxWords {
  t: (key: Key, parameters?: TextParameters) => string;
  plural: (stem: PluralKey<Key>, n: number) => string;
  error: (code: string | undefined) => string;
  locale: Locale;
}

/** A write that the device itself cannot show any more. */
export function isGone({ error }: ReceiptSnapshot): boolean {
  return error?.code === 'storage-lost' || error?.code === 'storage-damaged';
}

/** How long ago, in the largest unit that is at least one: "for 3 timer siden"; within the first minute "nu". Undefined for no instant. */
export function ageOf(storedAt: string, nowMs: number, locale: Locale): string | undefined {
  if (Number.isNaN(Date.parse(storedAt))) return undefined;
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(storedAt)) / 60_000));
  if (minutes === 0) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  return minutes < 1440
    ? format.format(-Math.floor(minutes / 60), 'hour')
    : format.format(-Math.floor(minutes / 1440), 'day');
}
