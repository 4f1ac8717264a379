import { SamspilVitalsChart } from '../components/vitals-chart/vitals-chart.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-vitals-chart', SamspilVitalsChart);

export { SamspilVitalsChart };
