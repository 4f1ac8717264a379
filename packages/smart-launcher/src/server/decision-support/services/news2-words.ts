import { news2, type News2Parameter, type News2Result, type VitalSignReading } from '@samspil/sdk/clinical';
import type { Words } from '../words.ts';

/** A parameter of NEWS2, inside a sentence. */
export function parameterName(key: News2Parameter, words: Words): string {
  return words(`parameter.${key}`);
}

/** Each value that counts, with its points, and each that is missing, in the order of the chart: a list in Markdown. */
export function describeReadings(
  { points, ...result }: News2Result,
  readings: readonly VitalSignReading[],
  words: Words,
): string[] {
  const missing: readonly News2Parameter[] = result.status === 'incomplete' ? result.missing : [];
  return news2.parameters.flatMap(({ key }) => {
    const name = parameterName(key, words);
    if (missing.includes(key)) return [`- ${words('news2.missing', { name })}`];
    const reading = readings.find((each) => each.key === key);
    const n = points[key] ?? 0;
    return reading ? [`- ${words('news2.reading', { name, value: valueOf(reading, words), n })}`] : [];
  });
}

function valueOf(reading: VitalSignReading, words: Words): string {
  if (reading.key === 'consciousness') return words(`consciousness.${reading.value}`);
  if (reading.key === 'oxygen') return words(`oxygen.${reading.value}`);
  const unit = { Cel: '°C', 'mm[Hg]': 'mmHg' }[reading.unit] ?? reading.unit;
  return `${words.number(reading.value)} ${unit}`;
}
