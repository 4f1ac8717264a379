import type { Quantity } from 'fhir/r4';
import { toIsoWithOffset } from '../../../format/dates.ts';
import { parseTypedNumber } from '../../../format/numbers.ts';
import type { Answer, FormItem } from './form-item.ts';
import { parseTypedDate, parseTypedTime } from './typed-dates.ts';

/** What the fields of one answer say. */
export type Read =
  | { readonly kind: 'empty' }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'fault'; readonly fault: TypedFault };

export type TypedFault =
  | { readonly code: 'number' | 'whole-number' | 'date' | 'time' | 'date-first' | 'url' }
  /** Could be either: which one is asked, never guessed. */
  | { readonly code: 'ambiguous-number'; readonly asDecimal: number; readonly asGrouped: number };

const fault = (code: Exclude<TypedFault['code'], 'ambiguous-number'>): Read => ({
  kind: 'fault',
  fault: { code },
});
const answerOf = (answer: Answer): Read => ({ kind: 'answer', answer });

/** Reads what was typed for an item; `before` is the answer it replaces, whose unit and comparator stay. */
export function readTyped(item: FormItem, typed: readonly string[], before: Answer | undefined): Read {
  const [first = '', second = ''] = typed.map((text) => text.trim());
  if (first === '' && (second === '' || item.type === 'quantity')) return { kind: 'empty' };
  switch (item.type) {
    case 'integer':
      return readNumber(first, (valueInteger) =>
        Number.isSafeInteger(valueInteger) ? answerOf({ valueInteger }) : fault('whole-number'),
      );
    case 'decimal':
      return readNumber(first, (valueDecimal) => answerOf({ valueDecimal }));
    case 'quantity':
      return readNumber(first, (value) =>
        answerOf({ valueQuantity: quantityOf(item, value, second, before) }),
      );
    case 'date': {
      const valueDate = parseTypedDate(first);
      return valueDate ? answerOf({ valueDate }) : fault('date');
    }
    case 'time': {
      const valueTime = parseTypedTime(first);
      return valueTime ? answerOf({ valueTime }) : fault('time');
    }
    case 'dateTime':
      return readDateTime(first, second);
    case 'url':
      return URL.canParse(first) ? answerOf({ valueUri: first }) : fault('url');
    default:
      return answerOf({ valueString: typed[0] ?? '' });
  }
}

function readNumber(typed: string, use: (value: number) => Read): Read {
  const read = parseTypedNumber(typed);
  switch (read.kind) {
    case 'number':
      return use(read.value);
    case 'ambiguous':
      return {
        kind: 'fault',
        fault: { code: 'ambiguous-number', asDecimal: read.asDecimal, asGrouped: read.asGrouped },
      };
    default:
      return fault('number');
  }
}

/** A time belongs to a whole day; without one the date stays as precise as it is typed. */
function readDateTime(day: string, time: string): Read {
  const date = parseTypedDate(day);
  if (date === undefined) return fault(day === '' ? 'date-first' : 'date');
  if (time === '') return answerOf({ valueDateTime: date });
  const clock = parseTypedTime(time);
  if (clock === undefined) return fault('time');
  if (date.length < 10) return fault('date-first');
  return answerOf({ valueDateTime: toIsoWithOffset(new Date(`${date}T${clock}`)) });
}

/** The unit that was chosen or is the only one; else the one it had; else what was typed. */
function quantityOf({ units }: FormItem, value: number, unit: string, before: Answer | undefined): Quantity {
  const had = before?.valueQuantity;
  const coding =
    units.length === 1 ? units[0] : units.find(({ code, display }) => (code ?? display) === unit);
  const comparator = had?.comparator && { comparator: had.comparator };
  if (coding)
    return {
      value,
      ...comparator,
      unit: coding.display ?? coding.code,
      system: coding.system,
      code: coding.code,
    };
  const isSameUnit = had !== undefined && unit === (had.unit ?? had.code ?? '');
  return isSameUnit ? { ...had, value } : { value, ...comparator, ...(unit && { unit }) };
}
