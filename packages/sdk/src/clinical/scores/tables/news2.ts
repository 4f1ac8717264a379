import type { ScoreTable } from '../score-table.ts';
import table from './news2-table.json' with { type: 'json' };

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
// JSON has no literal types; `score-table.test.ts` reads the file as it would any region's.
export const news2 = table as ScoreTable<News2Parameter, News2Risk, News2Monitoring>;
