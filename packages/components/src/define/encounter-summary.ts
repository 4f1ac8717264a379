import { SamspilEncounterSummary } from '../components/encounter-summary/encounter-summary.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-encounter-summary', SamspilEncounterSummary);

export { SamspilEncounterSummary };
