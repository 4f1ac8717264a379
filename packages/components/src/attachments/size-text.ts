import { formatNumber } from '../format/numbers.ts';
import type { AttachmentWords } from './attachments-texts.ts';

/** Whole kilobytes, or megabytes with a decimal: 1,024 of each. */
export function sizeText(bytes: number, { t, locale }: AttachmentWords): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1000
    ? t('attachment.kilobytes', { n: kilobytes })
    : t('attachment.megabytes', { n: formatNumber(bytes / 1024 / 1024, locale, 1) });
}
