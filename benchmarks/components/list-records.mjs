/** Records of one patient with very long lists. Synthetic: nobody has ten thousand diagnoses. */
const day = (index) => new Date(Date.UTC(2024, 0, 1) - index * 7_200_000).toISOString();
const subject = { reference: 'Patient/p' };
const status = (code) => ({ coding: [{ code }] });
const NAMES = ['Astma', 'Hypertension', 'Type 2-diabetes', 'Atrieflimren', 'Hoftefraktur', 'Depression'];
const STATES = ['active', 'active', 'active', 'recurrence', 'resolved', 'active'];

/** @param {number} count */
export function conditions(count) {
  return Array.from({ length: count }, (_, index) => ({
    resourceType: 'Condition',
    id: `c${index}`,
    subject,
    clinicalStatus: status(STATES[index % STATES.length]),
    verificationStatus: status(index % 50 === 7 ? 'provisional' : 'confirmed'),
    category: [{ coding: [{ code: 'problem-list-item' }] }],
    code: { text: `${NAMES[index % NAMES.length]} ${index}`, coding: [{ code: `DX${index % 900}` }] },
    onsetDateTime: day(index).slice(0, 10),
    recordedDate: day(index),
    recorder: { reference: 'Practitioner/n', display: 'Anna Berg' },
    note: index % 9 === 0 ? [{ text: 'Kontrolleres hos egen læge.' }] : [],
  }));
}

const ANALYSES = [
  ['NPU02319', 'Hæmoglobin;B', 8.4, 'mmol/L', 7.3, 9.5],
  ['NPU03230', 'Kalium;P', 4.1, 'mmol/L', 3.5, 4.4],
  ['NPU03429', 'Natrium;P', 139, 'mmol/L', 137, 144],
  ['NPU19748', 'CRP;P', 6, 'mg/L', 0, 8],
  ['NPU18016', 'Kreatinin;P', 82, 'µmol/L', 60, 105],
];

/** Results of a hundred analyses in turn, the newest first. */
export function laboratory(count) {
  return Array.from({ length: count }, (_, index) => {
    const [code, name, middle, unit, low, high] = ANALYSES[index % ANALYSES.length];
    const kind = Math.floor(index / ANALYSES.length) % 20;
    return {
      resourceType: 'Observation',
      id: `o${index}`,
      status: 'final',
      subject,
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: {
        text: kind === 0 ? name : `${name} ${kind}`,
        coding: [{ system: 'urn:oid:1.2.208.176.2.1', code: `${code}${kind || ''}` }],
      },
      effectiveDateTime: day(index),
      valueQuantity: {
        value: Math.round((middle + Math.sin(index) * (high - low)) * 10) / 10,
        unit,
        code: unit,
      },
      referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }],
    };
  });
}
