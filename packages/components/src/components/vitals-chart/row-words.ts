import { readVitalSigns, valueIn, type VitalSignKey } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { conceptText } from '../../format/concepts.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatUnit } from '../../format/units.ts';
import { textIn } from '../../states/render-facts.ts';
import { isWrong, quantityIn } from './observation-facts.ts';
import { conversionsIn, howWords, nameOfSign, numberText, standingWords, wordOf } from './reading-words.ts';
import type { TableRow } from './table-rows.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** One line of the table in words. */
export interface RowWords {
  readonly name: string;
  /** A number in two parts, so that decimal marks stand below each other (TBL-03); a text in one. */
  readonly number: readonly [whole: string, fraction: string] | undefined;
  readonly text: string | undefined;
  readonly unit: string;
  readonly remarks: readonly string[];
  readonly how: readonly string[];
  /** Entered in error or cancelled: shown as such, never as true. */
  readonly isWrong: boolean;
}

/** What the record calls the line, in our words where we know it. */
export function rowName({ sign, name, lower }: TableRow, words: Pick<ChartWords, 't'>): string {
  if (!sign) return name ?? words.t('chart.unnamed');
  if (lower) return nameOfSign('bloodPressure', words);
  const known = nameOfSign(sign.key, words);
  // A sign the charts do not have is called as the record calls it.
  return known === sign.key ? (name ?? known) : known;
}

export function rowWords(row: TableRow, words: ChartWords): RowWords {
  const { source, valued, lower, sign } = row;
  const shown = valueOf(row, words);
  const keys = sign?.measure ? [sign.key, ...(lower ? (['diastolic'] as const) : [])] : [];
  return {
    name: rowName(row, words),
    ...shown,
    remarks: [
      ...(shown.number && shown.unit === '' && valued.valueQuantity ? [words.t('chart.unitMissing')] : []),
      ...conversionsIn(source, keys, words),
      ...standingWords(source, words),
    ],
    how: howWords(source, words),
    isWrong: isWrong(source),
  };
}

type Shown = Pick<RowWords, 'number' | 'text' | 'unit'>;

function valueOf(row: TableRow, words: ChartWords): Shown {
  const { sign, valued, lower } = row;
  const { locale } = words;
  const quantity = quantityIn(valued.valueQuantity);
  if (sign?.measure && quantity) {
    const { ucum } = sign.measure;
    const value = valueIn(ucum, quantity);
    if (value !== undefined) {
      const upper = numberText(sign.key, value, locale);
      const unit = formatUnit(ucum, locale);
      if (!lower) return { number: inParts(upper, locale), text: undefined, unit };
      const below = quantityIn(lower.valueQuantity);
      const second = below && valueIn(ucum, below);
      const text = second === undefined ? '–' : numberText('diastolic', second, locale);
      return { number: [`${upper}/${text}`, ''], text: undefined, unit };
    }
  }
  if (quantity?.value !== undefined) {
    const number = formatNumber(quantity.value, locale);
    return {
      number: inParts(`${quantity.comparator ?? ''}${number}`, locale),
      text: undefined,
      unit: quantity.unit ? formatUnit(quantity.unit, locale) : '',
    };
  }
  return { number: undefined, text: textOf(row, words), unit: '' };
}

/** Whatever form the value has; a word where there is none, never a gap. */
function textOf({ sign, valued, source }: TableRow, words: ChartWords): string {
  const { t, locale } = words;
  const { valueCodeableConcept, valueString, valueInteger, valueBoolean, valueDateTime, valueTime } = valued;
  const level = sign && levelOf(sign.key, source);
  if (level !== undefined) return wordOf(level, words);
  const coded = conceptText(valueCodeableConcept);
  if (coded !== undefined) return coded;
  if (typeof valueInteger === 'number') return formatNumber(valueInteger, locale);
  const said = [valueString, valueDateTime, valueTime, valueBoolean].find((value) => value !== undefined);
  if (said !== undefined) return textIn(said) ?? JSON.stringify(said);
  const other = Object.entries(valued).find(
    ([name, value]) => /^value[A-Z]/.test(name) && value !== undefined,
  );
  if (other) return JSON.stringify(other[1]).slice(0, 200);
  const reason = conceptText(valued.dataAbsentReason);
  return reason === undefined ? t('chart.noValue') : t('chart.absent', { reason });
}

/** At the decimal sign of the language. */
function inParts(number: string, locale: string): readonly [string, string] {
  const at = number.lastIndexOf(locale === 'en' ? '.' : ',');
  return at < 0 ? [number, ''] : [number.slice(0, at), number.slice(at)];
}

/** Consciousness, and what is breathed, in our own words. */
function levelOf(key: VitalSignKey, source: Observation): string | undefined {
  try {
    // What is entered in error is read here too: it is shown, as wrong.
    const reading = readVitalSigns({ ...source, status: 'final' }).find((each) => each.key === key);
    return typeof reading?.value === 'string' ? reading.value : undefined;
  } catch {
    return undefined;
  }
}
