import type { DosageWords } from '../medication-words.ts';
import { timesText } from './amounts.ts';

/** EventTiming (https://hl7.org/fhir/R4/valueset-event-timing.html). */
const moments = [
  'MORN',
  'MORN-early',
  'MORN-late',
  'NOON',
  'AFT',
  'AFT-early',
  'AFT-late',
  'EVE',
  'EVE-early',
  'EVE-late',
  'NIGHT',
  'PHS',
  'HS',
  'WAKE',
  'C',
  'CM',
  'CD',
  'CV',
  'AC',
  'ACM',
  'ACD',
  'ACV',
  'PC',
  'PCM',
  'PCD',
  'PCV',
] as const;

/** `morgen`, `30 minutter før måltid`; a code nobody knows as it came. Undefined for what is no code. */
export function whenText(code: unknown, offset: unknown, words: DosageWords): string | undefined {
  if (typeof code !== 'string' || code.trim() === '') return undefined;
  const known = moments.find((each) => each === code.replace('.', '-'));
  const when = known ? words.t(`med.when.${known}`) : code;
  if (offset === undefined || offset === 0) return when;
  if (typeof offset !== 'number') return undefined;
  return words.t('med.offset', { span: timesText(offset, 'min', words), when });
}
