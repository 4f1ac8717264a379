import type { ScoreTable } from '../score-table.ts';

/** The inputs of NEWS2, in the order of its chart. */
export type News2Parameter =
  'respiratoryRate' | 'oxygenSaturation' | 'oxygen' | 'systolic' | 'pulse' | 'consciousness' | 'temperature';

/** Clinical risk, from the mildest to the gravest. */
export type News2Risk = 'low' | 'low-medium' | 'medium' | 'high';

/** How often to measure: at least this often. */
export type News2Monitoring = '12h' | '4to6h' | '1h' | 'continuous';

/**
 * National Early Warning Score 2. Royal College of Physicians, National Early Warning Score (NEWS) 2: Standardising the
 * assessment of acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017.
 */
export const news2: ScoreTable<News2Parameter, News2Risk, News2Monitoring> = {
  id: 'news2',
  version: '2017',
  verified: true,
  credit: 'NEWS2: Royal College of Physicians, 2017',
  windowMinutes: 60,
  parameters: [
    {
      key: 'respiratoryRate',
      unit: '/min',
      decimals: 0,
      bands: [
        { max: 8, points: 3 },
        { min: 9, max: 11, points: 1 },
        { min: 12, max: 20, points: 0 },
        { min: 21, max: 24, points: 2 },
        { min: 25, points: 3 },
      ],
    },
    {
      key: 'oxygenSaturation',
      unit: '%',
      decimals: 0,
      bands: [
        { when: { scale: '1' }, max: 91, points: 3 },
        { when: { scale: '1' }, min: 92, max: 93, points: 2 },
        { when: { scale: '1' }, min: 94, max: 95, points: 1 },
        { when: { scale: '1' }, min: 96, points: 0 },
        { when: { scale: '2' }, max: 83, points: 3 },
        { when: { scale: '2' }, min: 84, max: 85, points: 2 },
        { when: { scale: '2' }, min: 86, max: 87, points: 1 },
        { when: { scale: '2' }, min: 88, max: 92, points: 0 },
        { when: { scale: '2', oxygen: 'air' }, min: 93, points: 0 },
        { when: { scale: '2', oxygen: 'oxygen' }, min: 93, max: 94, points: 1 },
        { when: { scale: '2', oxygen: 'oxygen' }, min: 95, max: 96, points: 2 },
        { when: { scale: '2', oxygen: 'oxygen' }, min: 97, points: 3 },
      ],
    },
    { key: 'oxygen', choices: { air: 0, oxygen: 2 } },
    {
      key: 'systolic',
      unit: 'mm[Hg]',
      decimals: 0,
      bands: [
        { max: 90, points: 3 },
        { min: 91, max: 100, points: 2 },
        { min: 101, max: 110, points: 1 },
        { min: 111, max: 219, points: 0 },
        { min: 220, points: 3 },
      ],
    },
    {
      key: 'pulse',
      unit: '/min',
      decimals: 0,
      bands: [
        { max: 40, points: 3 },
        { min: 41, max: 50, points: 1 },
        { min: 51, max: 90, points: 0 },
        { min: 91, max: 110, points: 1 },
        { min: 111, max: 130, points: 2 },
        { min: 131, points: 3 },
      ],
    },
    { key: 'consciousness', choices: { A: 0, C: 3, V: 3, P: 3, U: 3 } },
    {
      key: 'temperature',
      unit: 'Cel',
      decimals: 1,
      bands: [
        { max: 35.0, points: 3 },
        { min: 35.1, max: 36.0, points: 1 },
        { min: 36.1, max: 38.0, points: 0 },
        { min: 38.1, max: 39.0, points: 1 },
        { min: 39.1, points: 2 },
      ],
    },
  ],
  responses: [
    { min: 0, max: 0, level: 'low', monitoring: '12h' },
    { min: 1, max: 4, level: 'low', monitoring: '4to6h' },
    { anyParameter: 3, level: 'low-medium', monitoring: '1h' },
    { min: 5, max: 6, level: 'medium', monitoring: '1h' },
    { min: 7, level: 'high', monitoring: 'continuous' },
  ],
};
