import type { News2Parameter, News2Result, VitalSignReading } from '@samspil/sdk/clinical';
import type { Words } from '../words.ts';

/** A parameter of NEWS2, inside a sentence. */
export function parameterName(key: News2Parameter, words: Words): string {
  return words(`parameter.${key}`);
}

/** Each value that counts, with its points, and each that is missing: as a list in Markdown. */
export function describeReadings(
  { points, ...result }: News2Result,
  readings: readonly VitalSignReading[],
  words: Words,
): string[] {
  const measured = readings.flatMap((reading) => {
    const key = reading.key as News2Parameter;
    const n = points[key];
    return n === undefined
      ? []
      : [
          `- ${words('news2.reading', { name: parameterName(key, words), value: valueOf(reading, words), n })}`,
        ];
  });
  const missing = result.status === 'incomplete' ? result.missing : [];
  return [
    ...measured,
    ...missing.map((key) => `- ${words('news2.missing', { name: parameterName(key, words) })}`),
  ];
}

function valueOf(reading: VitalSignReading, words: Words): string {
  if (reading.key === 'consciousness') return words(`consciousness.${reading.value}`);
  if (reading.key === 'oxygen') return words(`oxygen.${reading.value}`);
  const unit = { Cel: '°C', 'mm[Hg]': 'mmHg' }[reading.unit] ?? reading.unit;
  return `${words.number(reading.value)} ${unit}`;
}
