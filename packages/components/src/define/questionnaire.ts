import { SamspilQuestionnaire } from '../components/questionnaire/questionnaire.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-questionnaire', SamspilQuestionnaire);

export { SamspilQuestionnaire };
