import type { ScoreTable } from '../score-table.ts';
import table from './tobs-table.json' with { type: 'json' };

/** The inputs of TOBS, in the order of its chart. `temperatureSite` corrects the temperature and is none of them. */
export type TobsParameter = 'pulse' | 'consciousness' | 'respiratoryRate' | 'temperature' | 'systolic';

/**
 * Tidlig Opsporing af Begyndende Sygdom, the score of Danish municipalities (MedCom MCS88125, 0 to 15). The printed
 * table leaves the outer bounds open; they are read as inclusive (clinical.md §3.2). What follows from a total differs
 * between municipalities, so this table says nothing about it: give your own with `readScoreTable`.
 *
 * Consciousness is taken from ACVPU: alert counts as habitual; new confusion and response to voice give 1.
 */
export const tobs = table as ScoreTable<TobsParameter, 'not-set', 'not-set'>;
