import type { Observation, ObservationReferenceRange, Quantity } from 'fhir/r4';
import { convertUnit, LOINC, NPU, type Substance } from '@samspil/sdk/clinical';
import { objectsIn } from '../../format/concepts.ts';
import { codeKeys } from '../../observations/code-keys.ts';

/** Which units concentrations are shown in. */
export type LabUnits = 'recorded' | 'si' | 'mass';

/** Codes of clinical.md §6, and LOINC's pairs of amount and mass. */
const substances: Readonly<Partial<Record<Substance, readonly string[]>>> = {
  glucose: npuAndLoinc(['NPU22089', 'NPU21531'], ['2345-7', '14749-6', '2339-0', '15074-8']),
  creatinine: npuAndLoinc(['NPU18016', 'NPU04998'], ['2160-0', '14682-9']),
  urea: npuAndLoinc(['NPU01459'], ['3091-6', '22664-7']),
  haemoglobin: npuAndLoinc(['NPU02319'], ['718-7', '59260-0']),
  cholesterol: npuAndLoinc([], ['2093-3', '14647-2']),
  triglycerides: npuAndLoinc([], ['2571-8', '14927-8']),
  bilirubin: npuAndLoinc([], ['1975-2', '14631-6']),
  calcium: npuAndLoinc([], ['17861-6', '2000-8']),
  phosphate: npuAndLoinc([], ['2777-1', '14879-1']),
};

/** Micromoles where millimoles would be all zeros; haemoglobin by the gram. */
const wanted = (substance: Substance, units: LabUnits): string =>
  units === 'si'
    ? substance === 'creatinine' || substance === 'bilirubin'
      ? 'umol/L'
      : 'mmol/L'
    : substance === 'haemoglobin'
      ? 'g/dL'
      : 'mg/dL';

/**
 * The observation in the units asked for: value and every limit of its intervals, or nothing of it, because a number beside
 * an interval in another unit is misread. Undefined where there is nothing to convert, or no way to.
 */
export function convertedObservation(observation: Observation, units: LabUnits): Observation | undefined {
  const substance = units === 'recorded' ? undefined : substanceOf(observation);
  if (!substance) return undefined;
  const to = wanted(substance, units);
  const convert = (quantity: Quantity | undefined) => inUnit(quantity, to, substance);
  const value = convert(observation.valueQuantity);
  if (!value || value === observation.valueQuantity) return undefined;
  const ranges: ObservationReferenceRange[] = [];
  for (const range of objectsIn(observation.referenceRange)) {
    const [low, high] = [range.low && convert(range.low), range.high && convert(range.high)];
    if ((range.low && !low) || (range.high && !high) || typeof range.text === 'string') return undefined;
    ranges.push({ ...range, ...(low && { low }), ...(high && { high }) });
  }
  return { ...observation, valueQuantity: value, referenceRange: ranges };
}

/** Whether any of these can be shown in another unit at all. */
export function canConvert(observation: Observation): boolean {
  return (['si', 'mass'] as const).some((units) => convertedObservation(observation, units) !== undefined);
}

function substanceOf({ code }: Observation): Substance | undefined {
  const keys = codeKeys(code);
  const found = Object.entries(substances).find(([, codes]) => codes.some((each) => keys.includes(each)));
  return found?.[0] as Substance | undefined;
}

/** The same quantity when it is in that unit already; undefined when it cannot be. */
function inUnit(quantity: Quantity | undefined, to: string, substance: Substance): Quantity | undefined {
  const value: unknown = quantity?.value;
  const from: unknown = quantity?.code ?? quantity?.unit;
  if (!quantity || typeof value !== 'number' || typeof from !== 'string') return undefined;
  if (from === to) return quantity;
  try {
    const { unit: _written, ...rest } = quantity;
    return { ...rest, value: asPrecise(convertUnit(value, from, to, substance), value), code: to };
  } catch {
    return undefined;
  }
}

/** With as many digits that count as the recorded number, two at least: more would claim what nobody measured. */
function asPrecise(converted: number, recorded: number): number {
  const digits = String(Math.abs(recorded)).replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length;
  return Number(converted.toPrecision(Math.min(15, Math.max(2, digits))));
}

function npuAndLoinc(npu: readonly string[], loinc: readonly string[]): readonly string[] {
  return [...npu.map((code) => `${NPU}|${code}`), ...loinc.map((code) => `${LOINC}|${code}`)];
}
