import type { CodeableConcept } from 'fhir/r4';
import { LOINC, MDC } from '@samspil/sdk/clinical';
import { conceptText } from '../../format/concepts.ts';
import { codeKeys } from '../../observations/code-keys.ts';
import type { DeviceWords } from './device-words.ts';

/** What devices call by a code whose text says "MDC_PULS_RATE_NON_INV" (clinical.md §6). */
const names = {
  pulse: [`${LOINC}|8867-4`, `${MDC}|149514`, `${MDC}|149530`, `${MDC}|149546`, `${MDC}|147842`],
  bloodPressure: [`${LOINC}|85354-9`, `${MDC}|150020`],
  systolic: [`${LOINC}|8480-6`, `${MDC}|150021`],
  diastolic: [`${LOINC}|8462-4`, `${MDC}|150022`],
  mean: [`${LOINC}|8478-0`, `${MDC}|150023`],
  weight: [`${LOINC}|29463-7`, `${MDC}|188736`],
  height: [`${LOINC}|8302-2`, `${MDC}|188740`],
  temperature: [`${LOINC}|8310-5`, `${MDC}|150364`],
  saturation: [`${LOINC}|2708-6`, `${LOINC}|59408-5`, `${MDC}|150456`],
  respiration: [`${LOINC}|9279-1`, `${MDC}|151562`],
  battery: [`${MDC}|67996`],
  clock: [`${MDC}|67975`],
} as const;

/** Our word for what was measured, else what the record calls it. */
export function measurementName(code: CodeableConcept | undefined, { t }: DeviceWords): string | undefined {
  const keys = codeKeys(code);
  const known = Object.entries(names).find(([, codes]) => codes.some((each) => keys.includes(each)));
  return known
    ? t(`device.name.${known[0] as keyof typeof names}`)
    : conceptText(code)?.replace(/^MDC_\w+:\s*(?=\S)/, '');
}
