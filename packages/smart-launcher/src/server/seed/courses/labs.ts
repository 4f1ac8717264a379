interface LabEntry {
  npu: string;
  /** Short Danish name. */
  name: string;
  ucum: string;
  printed: string;
  decimals: number;
  /** Reference interval of adults; where it differs, women first. */
  reference: readonly [low: number | undefined, high: number] | readonly [[number, number], [number, number]];
}

/** Laboratory values in NPU codes (clinical.md §6), each with an ordinary Danish reference interval. */
export const labs = {
  crp: {
    npu: 'NPU19748',
    name: 'CRP',
    ucum: 'mg/L',
    printed: 'mg/l',
    decimals: 0,
    reference: [undefined, 8],
  },
  haemoglobin: {
    npu: 'NPU02319',
    name: 'Hæmoglobin',
    ucum: 'mmol/L',
    printed: 'mmol/l',
    decimals: 1,
    reference: [
      [7.3, 9.5],
      [8.3, 10.5],
    ],
  },
  leukocytes: {
    npu: 'NPU02593',
    name: 'Leukocytter',
    ucum: '10*9/L',
    printed: '10⁹/l',
    decimals: 1,
    reference: [3.5, 8.8],
  },
  sodium: {
    npu: 'NPU03429',
    name: 'Natrium',
    ucum: 'mmol/L',
    printed: 'mmol/l',
    decimals: 0,
    reference: [137, 145],
  },
  potassium: {
    npu: 'NPU03230',
    name: 'Kalium',
    ucum: 'mmol/L',
    printed: 'mmol/l',
    decimals: 1,
    reference: [3.5, 4.4],
  },
  creatinine: {
    npu: 'NPU18016',
    name: 'Kreatinin',
    ucum: 'umol/L',
    printed: 'µmol/l',
    decimals: 0,
    reference: [
      [45, 90],
      [60, 105],
    ],
  },
  urea: {
    npu: 'NPU01459',
    name: 'Karbamid',
    ucum: 'mmol/L',
    printed: 'mmol/l',
    decimals: 1,
    reference: [2.6, 8.1],
  },
  glucose: {
    npu: 'NPU22089',
    name: 'Glukose (kapillær)',
    ucum: 'mmol/L',
    printed: 'mmol/l',
    decimals: 1,
    reference: [4.2, 7.8],
  },
} as const satisfies Record<string, LabEntry>;

/** A key of {@link labs}. */
export type LabKey = keyof typeof labs;

/** The reference interval for somebody. A missing low end is open. */
export function referenceFor(key: LabKey, gender: 'female' | 'male'): { low?: number; high: number } {
  const [first, second]: LabEntry['reference'] = labs[key].reference;
  if (typeof first === 'object' && typeof second === 'object') {
    const [low, high] = gender === 'female' ? first : second;
    return { low, high };
  }
  return { ...(typeof first === 'number' && { low: first }), high: typeof second === 'number' ? second : 0 };
}
