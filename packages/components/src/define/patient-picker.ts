import { SamspilPatientPicker } from '../components/patient-picker/patient-picker.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-patient-picker', SamspilPatientPicker);

export { SamspilPatientPicker };
