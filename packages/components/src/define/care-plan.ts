import { SamspilCarePlan } from '../components/care-plan/care-plan.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-care-plan', SamspilCarePlan);

export { SamspilCarePlan };
