import { SamspilRiskAssessment } from '../components/risk-assessment/risk-assessment.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-risk-assessment', SamspilRiskAssessment);

export { SamspilRiskAssessment };
