import type { Dosage, DosageDoseAndRate } from 'fhir/r4';
import { conceptText, objectsIn } from '../../../format/concepts.ts';
import { textIn } from '../../../states/render-facts.ts';
import type { DosageWords } from '../medication-words.ts';
import { amountText, rangeText, ratioText } from './amounts.ts';
import { timingText } from './timing.ts';

/** One dosage in words. */
export interface DosageFacts {
  /** What the prescriber wrote. */
  readonly text: string | undefined;
  readonly dose: string | undefined;
  /** Rate, duration, route, frequency, as needed, limits: in this order (RXL-17). */
  readonly rest: readonly string[];
  /** From when to when. */
  readonly period: string | undefined;
  readonly isPartly: boolean;
}

/** A dosage as the record has it: its text, and beside it what it says in codes. Neither is derived from the other. */
export function dosageFacts(dosage: Dosage, words: DosageWords): DosageFacts {
  const { t } = words;
  const pairs = objectsIn(dosage.doseAndRate);
  const doses = pairs.map((pair) => doseText(pair, words));
  const rates = pairs.map((pair) => rateText(pair, words));
  const timing = timingText(dosage.timing, words);
  const limits = [
    limit('med.max', ratioText(dosage.maxDosePerPeriod, words), dosage.maxDosePerPeriod),
    limit('med.maxOnce', amountText(dosage.maxDosePerAdministration, words), dosage.maxDosePerAdministration),
    limit('med.maxEver', amountText(dosage.maxDosePerLifetime, words), dosage.maxDosePerLifetime),
  ];
  function limit(key: 'med.max' | 'med.maxOnce' | 'med.maxEver', amount: string | undefined, given: unknown) {
    return { said: amount && t(key, { amount }), isLost: given !== undefined && amount === undefined };
  }
  const isUnreadPair = pairs.some(
    (pair, index) => doses[index] === undefined && rates[index] === undefined && Object.keys(pair).length > 0,
  );
  return {
    text: textIn(dosage.text),
    dose: doses.filter((each) => each !== undefined).join(', ') || undefined,
    rest: [
      ...rates,
      conceptText(dosage.route),
      ...timing.parts,
      asNeededText(dosage, words),
      ...limits.map(({ said }) => said),
    ].filter((part) => part !== undefined),
    period: timing.period,
    isPartly:
      timing.isPartly ||
      isUnreadPair ||
      limits.some(({ isLost }) => isLost) ||
      (dosage.doseAndRate !== undefined && pairs.length !== lengthOf(dosage.doseAndRate)),
  };
}

function doseText(pair: DosageDoseAndRate, words: DosageWords): string | undefined {
  return amountText(pair.doseQuantity, words) ?? rangeText(pair.doseRange, words);
}

function rateText(pair: DosageDoseAndRate, words: DosageWords): string | undefined {
  const amount =
    ratioText(pair.rateRatio, words) ??
    amountText(pair.rateQuantity, words) ??
    rangeText(pair.rateRange, words);
  return amount && words.t('med.rate', { amount });
}

/** A `false` is said as well: fixed is not the same as nobody having said so. */
function asNeededText(
  { asNeededBoolean, asNeededCodeableConcept }: Dosage,
  { t }: DosageWords,
): string | undefined {
  const reason = conceptText(asNeededCodeableConcept);
  if (reason !== undefined) return t('med.prnFor', { reason });
  const said: unknown = asNeededBoolean;
  if (said === true || asNeededCodeableConcept !== undefined) return t('med.prn');
  return said === false ? t('med.notPrn') : undefined;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : -1;
}
