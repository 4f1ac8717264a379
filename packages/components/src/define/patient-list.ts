import { SamspilPatientList } from '../components/patient-list/patient-list.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-patient-list', SamspilPatientList);

export { SamspilPatientList };
