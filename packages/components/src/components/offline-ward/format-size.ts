import { formatNumber } from '../../format/numbers.ts';

const STEPS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as a person reads them, decimal steps: "1,4 MB". Below a kilobyte it is one: nobody plans by less. */
export function formatSize(bytes: number, locale: string): string {
  let value = Math.max(bytes / 1000, 1);
  let step = 0;
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = value < 10 && step > 0 ? 1 : 0;
  return `${formatNumber(Number(value.toFixed(digits)), locale)}\u00a0${STEPS[step]}`;
}
