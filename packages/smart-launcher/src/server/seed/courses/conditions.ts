interface ConditionCode {
  /** Danish hospital diagnosis (SKS), code and name. */
  sks: readonly [code: string, display: string];
  snomed: string;
}

/** Problems, in Danish hospital diagnoses and SNOMED CT. */
export const conditions = {
  pneumonia: { sks: ['DJ189', 'Pneumoni UNS'], snomed: '233604007' },
  copd: { sks: ['DJ449', 'Kronisk obstruktiv lungesygdom UNS'], snomed: '13645005' },
  heartFailure: { sks: ['DI509', 'Hjertesvigt UNS'], snomed: '84114007' },
  atrialFibrillation: { sks: ['DI489', 'Atrieflimren eller atrieflagren UNS'], snomed: '49436004' },
  hypertension: { sks: ['DI109', 'Essentiel hypertension'], snomed: '38341003' },
  type2Diabetes: { sks: ['DE119', 'Type 2-diabetes uden komplikationer'], snomed: '44054006' },
  type1Diabetes: { sks: ['DE109', 'Type 1-diabetes uden komplikationer'], snomed: '46635009' },
  hipFracture: { sks: ['DS720', 'Lårbenshalsbrud'], snomed: '5913000' },
  osteoporosis: { sks: ['DM819', 'Osteoporose UNS'], snomed: '64859006' },
  sepsis: { sks: ['DA419', 'Sepsis UNS'], snomed: '91302008' },
  kidneyDisease: { sks: ['DN189', 'Kronisk nyresygdom UNS'], snomed: '709044004' },
  dementia: { sks: ['DF039', 'Demens UNS'], snomed: '52448006' },
  asthma: { sks: ['DJ459', 'Astma UNS'], snomed: '195967001' },
  epilepsy: { sks: ['DG409', 'Epilepsi UNS'], snomed: '84757009' },
  stroke: { sks: ['DI639', 'Hjerneinfarkt UNS'], snomed: '432504007' },
  pregnancy: { sks: ['DZ339', 'Graviditet UNS'], snomed: '77386006' },
} as const satisfies Record<string, ConditionCode>;

/** A key of {@link conditions}. */
export type ConditionKey = keyof typeof conditions;
