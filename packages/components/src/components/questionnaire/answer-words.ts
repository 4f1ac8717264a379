import type { Attachment, Coding, Quantity, Reference } from 'fhir/r4';
import { formatDate, formatDateTime } from '../../format/dates.ts';
import { textIn } from '../../format/text-in.ts';
import { formatUnit } from '../../format/units.ts';
import { valueIn } from './form/answers.ts';
import type { Fault, FaultReason } from './form/faults.ts';
import type { Answer, FormItem } from './form/form-item.ts';
import type { QuestionnaireWords } from './questionnaire-texts.ts';

/** What a question is called; a word for one without text. */
export function itemName({ text, type }: FormItem, { t }: QuestionnaireWords): string {
  return text ?? t(type === 'group' ? 'questionnaire.unnamedGroup' : 'questionnaire.unnamed');
}

/** An answer as it is read. */
export function answerText(answer: Answer | undefined, words: QuestionnaireWords): string {
  const { t, locale } = words;
  const [key, value] = valueIn(answer) ?? [];
  switch (key) {
    case undefined:
      return t('questionnaire.notAnswered');
    case 'valueBoolean':
      return t(value === true ? 'questionnaire.yes' : 'questionnaire.no');
    case 'valueDecimal':
    case 'valueInteger':
      return numberText(value as number, locale);
    case 'valueDate':
    case 'valueDateTime':
      return dateText(value as string, locale);
    case 'valueTime':
      return timeText(value as string, locale);
    case 'valueCoding': {
      const { display, code } = value as Coding;
      return textIn(display) ?? textIn(code) ?? t('questionnaire.unnamed');
    }
    case 'valueAttachment': {
      const { title, contentType } = value as Attachment;
      return textIn(title) ?? textIn(contentType) ?? t('questionnaire.fileUnnamed');
    }
    case 'valueReference': {
      const { display, reference } = value as Reference;
      return textIn(display) ?? textIn(reference) ?? t('questionnaire.referenceUnnamed');
    }
    case 'valueQuantity': {
      const { value: n, comparator } = value as Quantity;
      const number = typeof n === 'number' ? numberText(n, locale) : '–';
      return [textIn(comparator), number, unitText(value as Quantity, locale)].filter(Boolean).join(' ');
    }
    default:
      return textIn(value) ?? t('questionnaire.notAnswered');
  }
}

/** What stands in the fields of an answer while nothing is being typed in them. */
export function fieldTexts(answer: Answer | undefined, locale: string): readonly string[] {
  const [key, value] = valueIn(answer) ?? [];
  switch (key) {
    case 'valueDecimal':
    case 'valueInteger':
      return [numberText(value as number, locale)];
    case 'valueDate':
      return [dateText(value as string, locale)];
    case 'valueDateTime': {
      const [day = '', time = ''] = dateText(value as string, locale).split(' ');
      return [day, time];
    }
    case 'valueTime':
      return [timeText(value as string, locale)];
    case 'valueQuantity': {
      const { value: n, unit, code } = value as Quantity;
      return [typeof n === 'number' ? numberText(n, locale) : '', textIn(unit) ?? textIn(code) ?? ''];
    }
    case 'valueString':
    case 'valueUri':
      return [value as string];
    default:
      return [];
  }
}

/** A number as precise as it is and without grouping, so that it can be typed over. */
function numberText(value: number, locale: string): string {
  const text = String(value);
  return locale === 'en' ? text : text.replace('.', ',');
}

/** What cannot be read as a date is shown as it came. */
function dateText(value: string, locale: string): string {
  const text = value.includes('T') ? formatDateTime(value, locale) : formatDate(value, locale);
  return text || value;
}

/** Seconds only where they say something. */
function timeText(value: string, locale: string): string {
  const text = value.replace(/^(\d\d:\d\d):00(?:\.0+)?$/, '$1');
  return locale === 'da' ? text.replaceAll(':', '.') : text;
}

function unitText({ unit, code }: Quantity, locale: string): string {
  return textIn(unit) ?? (textIn(code) === undefined ? '' : formatUnit(code ?? '', locale));
}

/** What is wrong and what would be right. */
export function faultText(
  { item }: Pick<Fault, 'item'>,
  reason: FaultReason,
  words: QuestionnaireWords,
): string {
  const { t, locale } = words;
  switch (reason.code) {
    case 'ambiguous-number':
      return t('questionnaire.fault.ambiguous-number', {
        a: numberText(reason.asDecimal, locale),
        b: numberText(reason.asGrouped, locale),
      });
    case 'too-long':
    case 'too-short':
      return t(`questionnaire.fault.${reason.code}`, { n: reason.n });
    case 'range':
      return t('questionnaire.fault.range', { range: rangeText(item, words) ?? '' });
    default:
      return t(`questionnaire.fault.${reason.code}`);
  }
}

/** Which values are allowed; undefined where all are. */
export function rangeText({ min, max }: FormItem, words: QuestionnaireWords): string | undefined {
  const { t } = words;
  const [low, high] = [min && answerText(min, words), max && answerText(max, words)];
  if (low !== undefined && high !== undefined) return t('questionnaire.range', { min: low, max: high });
  if (low !== undefined) return t('questionnaire.atLeast', { min: low });
  return high === undefined ? undefined : t('questionnaire.atMost', { max: high });
}
