import { SamspilMedicationList } from '../components/medication-list/medication-list.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-medication-list', SamspilMedicationList);

export { SamspilMedicationList };
