import { SamspilObservationTrend } from '../components/observation-trend/observation-trend.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-observation-trend', SamspilObservationTrend);

export { SamspilObservationTrend };
