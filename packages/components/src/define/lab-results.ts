import { SamspilLabResults } from '../components/lab-results/lab-results.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-lab-results', SamspilLabResults);

export { SamspilLabResults };
