import type { Age, Condition, Period, Range } from 'fhir/r4';
import { listTexts } from '../locales/catalogues/list.ts';
import { toLocale } from '../locales/languages.ts';
import { text } from '../locales/text.ts';
import { formatMoment, parseDate } from './dates.ts';
import { formatQuantity } from './units.ts';

/** FHIR's `onset[x]`: when something began, in one of five ways. */
export interface Onset {
  readonly onsetDateTime?: string | undefined;
  readonly onsetAge?: Age | undefined;
  readonly onsetPeriod?: Period | undefined;
  readonly onsetRange?: Range | undefined;
  readonly onsetString?: string | undefined;
}

/** In words: a date as precise as it is, an age, from when to when, or the text as it came. Undefined when nothing is said. */
export function formatOnset(record: Onset, locale: string): string | undefined {
  const { onsetDateTime, onsetAge, onsetPeriod, onsetRange, onsetString } = record;
  if (onsetDateTime !== undefined) return formatWhen(onsetDateTime, locale);
  if (onsetAge) return quantityText(onsetAge, locale);
  if (onsetPeriod)
    return spanText(formatWhen(onsetPeriod.start, locale), formatWhen(onsetPeriod.end, locale), locale);
  if (onsetRange)
    return spanText(quantityText(onsetRange.low, locale), quantityText(onsetRange.high, locale), locale);
  return typeof onsetString === 'string' && onsetString.trim() ? onsetString : undefined;
}

/** `Condition.abatement[x]`: when it ended, in the same five ways. */
export function formatAbatement(condition: Condition, locale: string): string | undefined {
  return formatOnset(
    {
      onsetDateTime: condition.abatementDateTime,
      onsetAge: condition.abatementAge,
      onsetPeriod: condition.abatementPeriod,
      onsetRange: condition.abatementRange,
      onsetString: condition.abatementString,
    },
    locale,
  );
}

/** A FHIR date or dateTime; what is none is shown as it came, so that it is not lost. Undefined for nothing. */
export function formatWhen(
  when: string | undefined,
  locale: string,
  options: { readonly isInSentence?: boolean } = {},
): string | undefined {
  const value: unknown = when;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return parseDate(value) ? formatMoment(value, locale, options) : value;
}

/** The same after other words: "senest i dag kl. 14.05". */
export function formatWhenInSentence(when: string | undefined, locale: string): string | undefined {
  return formatWhen(when, locale, { isInSentence: true });
}

function quantityText(quantity: Age | undefined, locale: string): string | undefined {
  const value: unknown = quantity?.value;
  if (typeof value !== 'number') return undefined;
  const unit: unknown = quantity?.code ?? quantity?.unit;
  return formatQuantity({ value, unit: typeof unit === 'string' ? unit : undefined }, locale) || undefined;
}

function spanText(from: string | undefined, to: string | undefined, locale: string): string | undefined {
  const language = toLocale(locale);
  if (from !== undefined && to !== undefined) return text(listTexts, language, 'list.span', { from, to });
  if (from !== undefined) return text(listTexts, language, 'list.since', { from });
  return to === undefined ? undefined : text(listTexts, language, 'list.until', { to });
}
