import { SamspilObservationTrend } from '../components/observation-trend/observation-trend.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-observation-trend', SamspilObservationTrend);

export { SamspilObservationTrend };
