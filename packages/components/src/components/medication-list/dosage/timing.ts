import type { Timing, TimingRepeat } from 'fhir/r4';
import { conceptText } from '../../../format/concepts.ts';
import { formatTime } from '../../../format/dates.ts';
import { formatExact } from '../../../format/numbers.ts';
import { formatWhen } from '../../../format/onset.ts';
import { textIn } from '../../../states/render-facts.ts';
import type { DosageWords } from '../medication-words.ts';
import { rangeText, spanText, timesText, timeUnitOf } from './amounts.ts';
import { whenText } from './moments.ts';

/** What is said of a timing, and whether that is all of it. */
export interface Said {
  /** Each stands by itself: a line may break between them. */
  readonly parts: readonly string[];
  /** From when to when; a row with one dosage says it elsewhere. */
  readonly period: string | undefined;
  /** Something the record says has no words here: the screen must say that too. */
  readonly isPartly: boolean;
}

/** Elements of `repeat` that are said together with another, or elsewhere. */
const partners: Readonly<Record<string, string>> = {
  frequencyMax: 'frequency',
  period: 'frequency',
  periodMax: 'frequency',
  periodUnit: 'frequency',
  countMax: 'count',
  durationMax: 'duration',
  durationUnit: 'duration',
  offset: 'when',
};

/** How often, when in the day, on which days and how long, in words. */
export function timingText(timing: Timing | null | undefined, words: DosageWords): Said {
  if (timing === undefined || timing === null) return { parts: [], period: undefined, isPartly: false };
  const repeat: Record<string, unknown> = isObject(timing.repeat) ? { ...timing.repeat } : {};
  const readers = readersOf(repeat, words);
  const said = Object.entries(readers).map(([name, read]) => [name, read()] as const);
  const unsaid = Object.keys(repeat).filter((name) => {
    const [, text] = said.find(([known]) => known === (partners[name] ?? name)) ?? [];
    return text === undefined;
  });
  const events = listOf(timing.event).map((each) => formatWhen(textIn(each), words.locale));
  const code = conceptText(timing.code);
  // With a repeat, a code such as BID says the same again.
  const isCoded = code !== undefined && said.every(([, text]) => text === undefined);
  return {
    period: said.find(([name]) => name === 'boundsPeriod')?.[1],
    parts: [
      ...(isCoded ? [code] : []),
      ...said.flatMap(([name, text]) => (name === 'boundsPeriod' ? [] : text)),
      ...events,
    ].filter((part) => part !== undefined),
    isPartly:
      unsaid.length > 0 ||
      events.includes(undefined) ||
      !isObject(timing) ||
      (timing.repeat !== undefined && !isObject(timing.repeat)),
  };
}

function readersOf(repeat: TimingRepeat, words: DosageWords): Record<string, () => string | undefined> {
  const { t, locale } = words;
  const list = (texts: (string | undefined)[]) => {
    const known = texts.filter((each) => each !== undefined);
    return known.length > 0 && known.length === texts.length
      ? new Intl.ListFormat(locale).format(known)
      : undefined;
  };
  return {
    frequency: () => frequencyText(repeat, words),
    dayOfWeek: () => list(listOf(repeat.dayOfWeek).map((day) => weekday(day, locale))),
    timeOfDay: () =>
      list(
        listOf(repeat.timeOfDay).map((time) => {
          const shown = clock(time, locale);
          return shown && t('med.atTime', { time: shown });
        }),
      ),
    when: () => list(listOf(repeat.when).map((code) => whenText(code, repeat.offset, words))),
    duration: () => {
      const span = spanOf(repeat.duration, repeat.durationMax, repeat.durationUnit, words);
      return span && t('med.over', { span });
    },
    count: () => {
      const n = countOf(repeat.count, repeat.countMax, words);
      return n && t(n === '1' ? 'med.countOf.one' : 'med.countOf.other', { n });
    },
    boundsDuration: () => {
      const span = spanText(repeat.boundsDuration, words);
      return span && t('med.for', { span });
    },
    boundsRange: () => {
      const span = rangeText(repeat.boundsRange, words);
      return span && t('med.for', { span });
    },
    boundsPeriod: () => {
      const { start, end } = repeat.boundsPeriod ?? {};
      const [from, to] = [formatWhen(start, locale), formatWhen(end, locale)];
      if (from && to) return t('list.span', { from, to });
      return from ? t('list.since', { from }) : to && t('list.until', { to });
    },
  };
}

/** `2 gange pr. dag`, `1 gang hver 8. time`, `1 til 2 gange pr. uge`. */
function frequencyText(repeat: TimingRepeat, words: DosageWords): string | undefined {
  const { t } = words;
  const { period, periodMax } = repeat;
  const frequency: unknown = repeat.frequency ?? (period === undefined ? undefined : 1);
  const n = countOf(frequency, repeat.frequencyMax, words);
  if (n === undefined) return undefined;
  const times = t(n === '1' ? 'med.times.one' : 'med.times.other', { n });
  const unit = timeUnitOf(repeat.periodUnit);
  if (repeat.periodUnit === undefined && period === undefined) return times;
  if (!unit || typeof period !== 'number') return undefined;
  if (periodMax !== undefined) {
    const span = spanOf(period, periodMax, unit, words);
    return span && t('med.per', { amount: times, unit: span });
  }
  if (period === 1) return t('med.per', { amount: times, unit: t(`med.each.${unit}`) });
  if (!Number.isInteger(period)) return t('med.per', { amount: times, unit: timesText(period, unit, words) });
  // Swedish writes 2:a and 3:e.
  const form = new Intl.PluralRules('sv', { type: 'ordinal' }).select(period);
  return t(form === 'one' ? 'med.every.one' : 'med.every.other', {
    times,
    n: formatExact(period, words.locale),
    nth: t(`med.nth.${unit}`),
  });
}

function countOf(from: unknown, to: unknown, { t, locale }: DosageWords): string | undefined {
  if (typeof from !== 'number' || (to !== undefined && typeof to !== 'number')) return undefined;
  const n = formatExact(from, locale) || undefined;
  return to === undefined || !n ? n : t('med.range', { from: n, to: formatExact(to, locale) });
}

function spanOf(from: unknown, to: unknown, unit: unknown, words: DosageWords): string | undefined {
  const known = timeUnitOf(unit);
  if (!known || typeof from !== 'number') return undefined;
  if (to === undefined) return timesText(from, known, words);
  if (typeof to !== 'number') return undefined;
  return words.t('med.range', {
    from: formatExact(from, words.locale),
    to: timesText(to, known, words),
  });
}

/** Names of the days from the platform: a Monday is a Monday in every language. */
function weekday(code: unknown, locale: string): string | undefined {
  const index = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].findIndex((each) => each === code);
  if (index < 0) return undefined;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + index),
  );
}

function clock(time: unknown, locale: string): string | undefined {
  if (typeof time !== 'string' || !/^\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(time)) return undefined;
  return formatTime(`2024-01-01T${time.slice(0, 5)}:00Z`, locale, { timeZone: 'UTC' }) || undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
