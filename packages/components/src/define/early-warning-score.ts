import { SamspilEarlyWarningScore } from '../components/early-warning-score/early-warning-score.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-early-warning-score', SamspilEarlyWarningScore);

export { SamspilEarlyWarningScore };
